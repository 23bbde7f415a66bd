"""Chinese words for what a plan chooses from: a plan has the English ones, and a hint says which of them is meant."""

from __future__ import annotations

_WORDS = {
    "new": "新 初创 初创期 起步 起步期 创业期",
    "growth": "成长 成长期 增长 增长期 发展期",
    "mature": "成熟 成熟期 稳定期",
    "implementation": "实施 上线 交付 部署 入门",
    "reactive": "被动 被动服务 响应 响应式 支持 答疑 工单",
    "proactive": "主动 主动服务 拜访 运营",
    "renewal": "续约 续费",
    "internal": "内部 内部事务 会议",
    "customer": "客户 每客户",
    "new_customer": "新客户 新客 新签客户",
    "at_risk_customer": "风险客户 高风险客户 危险客户",
    "high": "高 高接触",
    "mid": "中 中接触",
    "low": "低 低接触",
    "digital": "数字化 自动化 纯数字 科技触达",
    "strong": "强",
    "company": "公司 全公司",
    "team": "团队",
    "keep": "保留 留人",
    "money": "钱 预算 成本",
    "work": "工作 工作量",
    "gross": "毛利 毛利润 毛利率",
    "operating": "营业利润 运营利润 营业 经营利润",
    "simple": "简单 简单产品",
    "technical": "技术 技术型",
    "vertical": "垂直 行业 垂直行业",
    "change": "变革 变革型",
    "product_feedback": "产品反馈 需求反馈 客户反馈",
    "operating_proposals": "运营方案 运营建议 经营建议",
    "stickiness": "粘性 黏性 用户粘性 客户粘性",
    "use_level": "使用深度 使用水平 应用深度 用深用透",
    "executives": "高管 高层 高管关系 高层关系",
    "inside_knowledge": "内部信息 内情 客户内情 客户洞察",
    "expansion": "增购 扩容 增购扩容 扩展",
    "onboarding": "新客户上手 开户引导 启用 上手 交接",
    "collection": "回款 催款 收款",
    "mechanical": "机械 机械性 重复",
    "coordination": "协调 沟通协调 协作",
    "skill": "技能 能力",
}
_ENGLISH = {word: english for english, words in _WORDS.items() for word in words.split()}


def in_english(word: str) -> str:
    """Return the English word that a Chinese one means; the word itself where it is none of these."""
    return _ENGLISH.get(word.strip(), word)
