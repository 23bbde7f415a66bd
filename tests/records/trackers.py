# ruff: noqa: E501 - headings of exports are as long as they are
"""What exports of time trackers and calendars look like: their headings, and a row of cells made of facts.

Each row says the same: on a day, Ana Ruiz did a task for a customer, from a time of day on and for some minutes.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Work(NamedTuple):
    """A piece of work."""

    day: date
    start: int
    """Minutes since midnight."""
    minutes: int
    task: str
    customer: str

    @property
    def begin(self) -> datetime:
        """When it starts."""
        return datetime(self.day.year, self.day.month, self.day.day) + timedelta(minutes=self.start)  # noqa: DTZ001

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.begin + timedelta(minutes=self.minutes)


Cell = str
"""Facts by their names in braces: {iso}, {dmy}, {us}, {from}, {to}, {hms}, {h}, {h,}, {s}, {m}, {task}, {customer}, ..."""


def facts(work: Work) -> dict[str, str]:
    """Return what the cells of a row are made of."""
    begin, end = work.begin, work.end
    hours = f"{work.minutes / 60:.10f}"
    return {
        "iso": f"{begin:%Y-%m-%d}",
        "end_iso": f"{end:%Y-%m-%d}",
        "dots": f"{begin:%d.%m.%Y}",
        "end_dots": f"{end:%d.%m.%Y}",
        "dmy": f"{begin:%d/%m/%Y}",
        "end_dmy": f"{end:%d/%m/%Y}",
        "us": f"{begin:%m/%d/%Y}",
        "end_us": f"{end:%m/%d/%Y}",
        "named": f"{begin:%d/%b/%y}",
        "from": f"{begin:%H:%M:%S}",
        "to": f"{end:%H:%M:%S}",
        "from12": f"{begin:%I:%M:%S %p}",
        "to12": f"{end:%I:%M:%S %p}",
        "hm": f"{work.minutes // 60}:{work.minutes % 60:02}",
        "hms": f"{work.minutes // 60:02}:{work.minutes % 60:02}:00",
        "h": hours,
        "hc": hours.replace(".", ","),
        "s": str(work.minutes * 60),
        "m": str(work.minutes),
        "utc": f"{begin:%Y-%m-%dT%H:%M:%SZ}",
        "end_utc": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "local": f"{begin:%Y-%m-%d %H:%M:%S}",
        "end_local": f"{end:%Y-%m-%d %H:%M:%S}",
        "task": work.task,
        "customer": work.customer,
    }


class Export(NamedTuple):
    """How a tracker writes its exports."""

    tracker: str
    headings: str
    """With the cells of a row: `Heading=cell`, apart by `|`."""
    delimiter: str = ","
    person: bool = True
    """Whether its exports say whose they are."""
    notes: frozenset[str] = frozenset()
    """Findings that a right export has, beside that it was recognised."""

    def row(self, work: Work) -> list[str]:
        """Return the cells of a row."""
        known = facts(work)
        return [cell.format_map(known) for cell in self._parts(1)]

    @property
    def head(self) -> list[str]:
        """The headings."""
        return self._parts(0)

    def _parts(self, which: int) -> list[str]:
        return [each.split("=", 1)[which].strip() for each in self.headings.split("|")]

    def text(self, works: list[Work]) -> str:
        """Return a whole export."""
        quote: Callable[[str], str] = lambda cell: f'"{cell}"' if self.delimiter in cell or not cell else cell  # noqa: E731
        rows = [self.head, *(self.row(work) for work in works)]
        return "".join(self.delimiter.join(map(quote, row)) + "\n" for row in rows)


DATES = frozenset(("log-dates",))
_CLOCKIFY_TAIL = "Taux=0.00"

EXPORTS = {
    "toggl": Export("toggl", "User=Ana Ruiz|Email=ana@example.test|Client={customer}|Project=CS|Task={task}|Description=x|Billable=Yes|Start date={iso}|Start time={from}|End date={end_iso}|End time={to}|Duration={hms}|Tags=|Amount (USD)="),
    "toggl new": Export("toggl", "Description={task}|Billable=No|Duration={hms}|Member=Ana Ruiz|Email=ana@example.test|Project=-|Client={customer}|Tags=-|Start date={iso}|Start time={from}|Stop date={end_iso}|Stop time={to}"),
    "toggl shortened": Export("toggl", "Member=Ana Ruiz|Client={customer}|Description={task}|Start date={iso}|Duration={hms}"),
    "clockify": Export("clockify", "Project=CS|Client={customer}|Description=x|Task={task}|User=Ana Ruiz|Group=CS|Email=a@example.test|Tags=|Billable=Yes|Start Date={us}|Start Time={from12}|End Date={end_us}|End Time={to12}|Duration (h)={hms}|Duration (decimal)={h}|Billable Rate (USD)=0.00|Billable Amount (USD)=0.00", notes=DATES),
    "clockify activity": Export("clockify", "Project=CS|Client={customer}|Description=x|Activity={task}|User=Ana Ruiz|Group=CS|Email=a@example.test|Tags=|Billable=Yes|Start Date={iso}|Start Time={from}|End Date={end_iso}|End Time={to}"),
    "clockify es": Export("clockify", "Proyecto=CS|Cliente={customer}|Descripción=x|Tarea={task}|Usuario=Ana Ruiz|Grupo=CS|Correo electrónico=a@example.test|Etiquetas=|Facturable=No|Fecha de inicio={dmy}|Hora de inicio={from}|Fecha de finalización={end_dmy}|Hora de finalización={to}|Duración (h)={hms}|Duración (decimal)={hc}", ";", notes=DATES),
    "clockify de": Export("clockify", "Projekt=CS|Kunde={customer}|Beschreibung=x|Aufgabe={task}|Benutzer=Ana Ruiz|Gruppe=CS|E-Mail=a@example.test|Tags=|Abrechenbar=Nein|Startdatum={dots}|Startzeit={from}|Enddatum={end_dots}|Endzeit={to}|Dauer (h)={hms}|Dauer (dezimal)={hc}", ";"),
    "clockify pt": Export("clockify", "Projeto=CS|Cliente={customer}|Descrição=x|Tarefa={task}|Usuário=Ana Ruiz|Grupo=CS|E-mail=a@example.test|Etiquetas=|Faturável=Não|Data de início={dmy}|Hora de início={from}|Data de término={end_dmy}|Hora de término={to}|Duração (h)={hms}|Duração (decimal)={hc}", notes=DATES),
    "clockify fr": Export("clockify", "Projet=CS|Client={customer}|Groupe=CS|Description={task}|Email=a@example.test|Utilisateur=Ana Ruiz|Facturable=Non|Date de début={dmy}|Heure de début={from}|Date de fin={end_dmy}|Heure de fin={to}|Durée (décimal)={hc}", ";", notes=DATES),
    "clockify nl": Export("clockify", "Project=CS|Klant={customer}|Beschrijving=x|Taak={task}|Gebruiker=Ana Ruiz|Groep=CS|E-mail=a@example.test|Tags=|Factureerbaar=Nee|Startdatum={dmy}|Starttijd={from}|Einddatum={end_dmy}|Eindtijd={to}|Duur (u)={hms}|Duur (decimaal)={hc}", ";", notes=DATES),
    "harvest": Export("harvest", "Date={iso}|Client={customer}|Project=CS|Project Code=|Task={task}|Notes=x|Hours={h}|Hours Rounded=9.00|Billable?=Yes|Invoiced?=No|First Name=Ana|Last Name=Ruiz|Roles=|Employee?=Yes|Billable Rate=0|Currency=USD"),
    "harvest europe": Export("harvest", "Date={dots}|Client={customer}|Project=CS|Project Code=|Task={task}|Notes=x|Hours={hc}|Billable?=Ja|First Name=Ana|Last Name=Ruiz|Employee?=Ja", ";"),
    "tempo": Export("tempo", "Issue Key=CS-1|Issue summary={task}|Hours={h}|Work date={iso} 09:00|Username=ana|Full name=Ana Ruiz|Period=0126|Account Key=A|Account Name=x|Account Customer={customer}|Work Description=x|Billed Hours=9"),
    "tempo ru": Export("tempo", "Ключ запроса=CS-1|Тема запроса={task}|Часов={hc}|Дата работы={iso}|Имя пользователя=ana|Полное имя=Ana Ruiz|Название аккаунта={customer}", ";"),
    "kimai seconds": Export("kimai", "Date={iso}|From={from}|To={to}|Duration={s}|Rate=0|User=Ana Ruiz|Customer={customer}|Project=CS|Activity={task}|Description=x|Exported=No|Tags="),
    "kimai decimal": Export("kimai", "Date={iso}|From={from}|To={to}|Duration={h}|User=Ana Ruiz|Customer={customer}|Project=CS|Activity={task}|Description=x|Exported=No|Tags="),
    "kimai de": Export("kimai", "Datum={dots}|Von={from}|Bis={to}|Dauer={hm}|Benutzer=Ana Ruiz|Kunde={customer}|Projekt=CS|Tätigkeit={task}|Beschreibung=x|Exportiert=Nein|Schlagworte=", ";"),
    "kimai fr": Export("kimai", "Date={iso}|Début={from}|Fin={to}|Durée={hms}|Utilisateur=Ana Ruiz|Client={customer}|Projet=CS|Activité={task}|Description=x"),
    "kimai es": Export("kimai", "Fecha={iso}|De={from}|A={to}|Duración={hm} h|Usuario=Ana Ruiz|Cliente={customer}|Proyecto=CS|Actividad={task}|Descripción=x"),
    "kimai pt": Export("kimai", "Data={iso}|De={from}|Até={to}|Duração={hms}|Usuário=Ana Ruiz|Cliente={customer}|Projeto=CS|Atividade={task}|Descrição=x"),
    "kimai nl": Export("kimai", "Datum={iso}|Van={from}|Tot={to}|Duur={s}|Gebruiker=Ana Ruiz|Klant={customer}|Project=CS|Activiteit={task}|Omschrijving=x"),
    "kimai zh": Export("kimai", "日期={iso}|从={from}|到={to}|时长={s}|用户=Ana Ruiz|客户={customer}|项目=CS|活动={task}|描述=x"),
    "outlook": Export("outlook", "Subject={task}|Start Date={us}|Start Time={from12}|End Date={end_us}|End Time={to12}|All day event=False|Reminder on/off=False|Meeting Organizer=Ana Ruiz|Required Attendees=x|Categories={customer}|Show time as=2", notes=DATES),
    "outlook de": Export("outlook", "Betreff={task}|Beginnt am={dots}|Beginnt um={from}|Endet am={end_dots}|Endet um={to}|Ganztägiges Ereignis=Aus|Besprechungsplanung=Ana Ruiz|Kategorien={customer}"),
    "outlook de short": Export("outlook", "Betreff={task}|Startdatum={dots}|Startzeit={from}|Enddatum={end_dots}|Endzeit={to}|Organisator=Ana Ruiz|Kategorien={customer}", ";"),
    "outlook fr": Export("outlook", "Objet={task}|Date de début={dmy}|Heure de début={from}|Date de fin={end_dmy}|Heure de fin={to}|Toute la journée=Faux|Organisateur d'une réunion=Ana Ruiz|Catégories={customer}", ";", notes=DATES),
    "outlook fr old": Export("outlook", "Objet={task}|Début le={dmy}|Heure de début={from}|Fin le={end_dmy}|Heure de fin={to}|Journée entière=Faux|Organisateur de la réunion=Ana Ruiz|Catégories={customer}|Afficher la disponibilité=2", notes=DATES),
    "outlook it": Export("outlook", "Oggetto={task}|Data inizio={dmy}|Ora inizio={from}|Data fine={end_dmy}|Ora fine={to}|Giornata intera=FALSO|Organizzatore riunione=Ana Ruiz|Categorie={customer}|Mostra come=2", ";", notes=DATES),
    "outlook nl": Export("outlook", "Onderwerp={task}|Begindatum={iso}|Begintijd={from}|Einddatum={end_iso}|Eindtijd={to}|Hele dag=Onwaar|Organisator van vergadering=Ana Ruiz|Categorieën={customer}|Tijd weergeven als=2", ";"),
    "outlook pt": Export("outlook", "Assunto={task}|Data de início={dmy}|Hora de início={from}|Data de término={end_dmy}|Hora de término={to}|Evento de dia inteiro=Falso|Organizador da reunião=Ana Ruiz|Categorias={customer}", notes=DATES),
    "outlook zh": Export("outlook", "主题={task}|开始日期={iso}|开始时间={from}|结束日期={end_iso}|结束时间={to}|全天事件=FALSE|会议组织者=Ana Ruiz|类别={customer}|时间显示为=2"),
    "outlook ja": Export("outlook", "件名={task}|開始日={iso}|開始時刻={from}|終了日={end_iso}|終了時刻={to}|終日イベント=FALSE|会議の開催者=Ana Ruiz|分類={customer}"),
    "outlook es": Export("outlook", "Asunto={task}|Fecha de comienzo={dmy}|Comienzo={from}|Fecha de finalización={end_dmy}|Finalización={to}|Todo el día=Falso|Organizador de la reunión=Ana Ruiz|Categorías={customer}", notes=DATES),
    "google": Export("google-calendar", "Subject={task}|Start Date={us}|Start Time={from12}|End Date={end_us}|End Time={to12}|All Day Event=False|Description=x|Location=|Customer={customer}|Private=False", person=False, notes=DATES),
    "google de": Export("google-calendar", "Titel={task}|Startdatum={dots}|Startzeit={from}|Enddatum={end_dots}|Endzeit={to}|Ganztägig=Falsch|Kalender=Ana Ruiz|customer={customer}", ";"),
    "google fr": Export("google-calendar", "Titre={task}|Date de début={dmy}|Heure de début={from}|Date de fin={end_dmy}|Heure de fin={to}|Toute la journée=Faux|Agenda=Ana Ruiz|customer={customer}", notes=DATES),
    "google es": Export("google-calendar", "Título={task}|Fecha de inicio={dmy}|Hora de inicio={from}|Fecha de finalización={end_dmy}|Hora de finalización={to}|Todo el día=Falso|Calendario=Ana Ruiz|customer={customer}", notes=DATES),
    "gainsight": Export("gainsight", "Activity ID=1|Activity Type={task}|Subject=x|Notes=x|Activity Date={utc}|Company ID=1|Company Name={customer}|Author=Ana Ruiz|Internal Attendees=|External Attendees=|Duration (in Mins)={m}"),
    "rescuetime": Export("rescuetime", "Date={utc}|Time Spent (seconds)={s}|Number of People=1|Activity={task}|Category=x|Productivity=2|customer={customer}", person=False),
    "timely": Export("timely", "Client={customer}|Project=CS|Date={iso}|Name=Ana Ruiz|Email=a@example.test|Logged Hours={h}|Tags={task}|Billed=No|Notes=x|From={from}|To={to}"),
    "paymo": Export("paymo", "Client={customer}|Project=CS|Task List=x|Task={task}|User=Ana Ruiz|Start Time={local}|End Time={end_local}|Notes=x|Hours={h}"),
    "solidtime": Export("solidtime", "description=x|billable=false|client={customer}|project=CS|tags=|start={utc}|end={end_utc}|task={task}|user_name=Ana Ruiz|user_email=a@example.test"),
    "watson": Export("watson", "id=1a2b|start={local}|stop={end_local}|project={customer}|tags={task}", person=False),
}  # fmt: skip
"""By a name of its own, an export of every tracker in every language."""
