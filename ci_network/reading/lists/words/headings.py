# ruff: noqa: E501 - a table of words
"""The headings of columns in lists, in Danish, English, Swedish, Norwegian and German."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from ci_network.reading.cells import MONTHS
from ci_network.reading.columns import key
from ci_network.reading.lists.words.lexicon import any_case, keys
from ci_network.reading.spelling import one_letter_apart

Field = Literal[
    "activity", "actor", "date", "end", "role", "lead", "assist", "attended", "absent", "invited",
    "year", "month", "day", "week", "person", "count", "other",
    "sector", "type", "secretariat", "secretariat_from", "secretariat_until", "joined", "left",
    "continues", "continues_evidence", "taken_over_by", "purpose", "period",
]  # fmt: skip
"""What a column can mean.

`lead` and `assist` name who led an activity and who helped it along; `attended` and `absent` say who
came and who did not, by a name that is signed where its rank is 3;
a lead of rank 3 may only have taken part; `invited` names who was asked;
`count` is a number of people; a `period` is marked by those who were at it; from `sector` on
the columns are of actors, and from `continues` on of activities.
"""

OF_ACTORS: tuple[Field, ...] = (
    "sector", "type", "secretariat", "secretariat_from", "secretariat_until", "joined", "left",
)  # fmt: skip

NAMES = keys("navn, name, namn, full name, fulde navn, navne, names, brugernavn")
"""Headings of names, of whatever."""

OF_ACTIVITIES: tuple[Field, ...] = ("continues", "continues_evidence", "taken_over_by", "purpose")

COLUMN_FIELDS: tuple[Field, ...] = (
    "activity", "actor", "date", "end", "role", "lead", "attended",
)  # fmt: skip
"""What a column can be said to be."""

OPTIONS = {field: f"--{field}" for field in COLUMN_FIELDS}
"""The option that names the column of a field."""

FIELD_NAMES: dict[Field, str] = {
    "activity": "activity", "actor": "participants", "date": "date", "end": "last day",
    "role": "role", "lead": "lead", "assist": "facilitator", "attended": "attendance",
    "absent": "those who did not come", "invited": "those who were invited", "year": "year",
    "month": "month", "day": "day", "week": "week", "person": "person", "count": "number of people",
    "other": "other", "sector": "sector", "type": "type", "secretariat": "secretariat",
    "secretariat_from": "secretariat from", "secretariat_until": "secretariat until",
    "joined": "joined", "left": "left", "continues": "continues",
    "period": "period",
    "continues_evidence": "who says so", "taken_over_by": "taken over by", "purpose": "purpose",
}  # fmt: skip
"""How a field is called in questions and in the account."""

BY_ID = 4
"""The rank of a column that holds ids of actors, whose names may stand beside them."""

OF_PERSONS = 3
"""The rank from which on a heading may be of persons, or of those who only took part."""


class Heading(NamedTuple):
    """What a heading says: a field, and 1 for the plainest word for it, more for vaguer ones."""

    field: Field
    rank: int


SIGNED = Heading("attended", 3)
"""What headings such as Signed say: somebody came, or a treaty was made."""

_OF_ANSWERS = """
    svar, response, approval status, rsvp, tilbagemelding, tilmelding, tilmeldingsstatus, registration status, antwort,
    zusage, rückmeldung, reply, svarstatus, anmälan, anmälningsstatus, påmelding, påmeldingsstatus,
    anmeldestatus"""

_SPELLINGS: dict[tuple[Field, int], str] = {
    ("activity", 1): """
        activity, activities, aktivitet, aktiviteter, event, events, møde, møder, mødet, meeting,
        meetings, arrangement, arrangementer, begivenhed, workshop, aktivitetens navn,
        navn på aktivitet, activity name, event name, event title, meeting title, meeting name,
        mødetitel, mødenavn, mødets navn, navn på møde, aktivitetsnavn, aktivitetstitel,
        arrangementets navn, navn på arrangement, aktivitet/møde, møde/aktivitet,
        name of activity, name of event, name of meeting, activity title,
        aktion, aktionen, aktivität, aktivitäten, veranstaltung, veranstaltungen, sitzung, treffen, besprechung,
        name der veranstaltung, name der aktivität, titel der veranstaltung,
        möte, möten, mötet, evenemang, träff, sammankomst, aktivitetsnamn, mötesnamn, aktivitetens namn,
        øvelse, øvelser, øving, øvinger, övning, övningar, übung, übungen, exercise, exercises, koncert, koncerter, concert, concerts, konsert, konserter, konzert, konzerte,
        møtetittel, mötestitel, mötesrubrik, mötets namn, besprechungstitel, arrangemang, møte, møter, møtet, samling, hendelse, navn på møte, navn på aktiviteten, møtenavn""",
    ("activity", 2): """
        emne, titel, title, tema, topic, acronym, project acronym, projectacronym, project, projects, projekt, projekter, indsats, indsatser,
        deltog i, deltager i, deltok i, deltar i, deltagit i, took part in, participated in, participates in,
        involved in, var med i, teilgenommen an, hvad, what, subject, session, projektnavn, projekttitel, project name, project title,
        vorhaben, ereignis, aktioner, forløb, forestilling, händelse, hændelse, agreement, agreements, aftale, aftaler, avtal, avtale, avtaler, partnerskab, partnerskaber, partnership, partnerships, partnerskap, treaty, treaties, treaty name, vertrag, abkommen, traktat,
        begivenhedens navn, begivenhed, navn på begivenhed, navn på projekt, projektets navn, kursus, course, initiativ, initiative, sag, sagstitel, samarbejdsflade,
        prosjekt, prosjektnavn, sak, sakstittel, ärende, tiltak, hva, insats, ämne, vad, rubrik, anledning, overskrift,
        thema, bezeichnung, punkt, dagsordenspunkt, agenda item, tagesordnungspunkt, betreff, anlass, maßnahme, projektname, was, termin""",
    ("activity", 3): """
        programme, program, netværk, network, nätverk, nettverk, netzwerk, committee, komité, komite, kommitté, nämnd, ausschuss, gremium, mødetype, aktivitetstype, type af aktivitet, type aktivitet, type of activity, activity type,
        meeting type, event type, forum, mødeforum, møtetype, mötestyp, veranstaltungsart, udvalg,
        arbejdsgruppe, working group, arbeidsgruppe, arbetsgrupp, arbeitsgruppe""",
    ("actor", 1): """
        actor, actors, aktør, aktører, organisation, organization, organisationer, organisationerne,
        organisations, organizations, org, forening, foreninger, virksomhed, virksomheder,
        institution, institutioner, enhed, enheder, company, company name, firma, firmanavn,
        organisationens navn, organisationsnavn, navn på organisation, deltagende organisation,
        deltagende organisationer, deltagerorganisation, deltagerorganisationer, repræsenterer,
        repræsenteret organisation, organisation/enhed, organisation name, organization name,
        name of organisation, name of organization, participating organisation, agency, agencies,
        participating organisations, participating organizations, represents, representing, affiliation,
        medlemsorganisation, medlemsorganisationer, medlemsforening, medlemsforeninger, medlemsvirksomhed,
        mitgliedsorganisation, mitgliedsorganisationen, mitgliedsverein, mitgliedsvereine,
        employer, arbejdsplads, arbejdssted, tilhørsforhold, fra organisation,
        lag, organisasjon, organisasjoner, bedrift, virksomhet, virksomheter, enhet, enheter, etat,
        foreninger/organisationer, deltakende organisasjon, representerer, arbeidsplass,
        organisationer/enheter, förening, föreningar, företag, aktör, aktörer, verksamhet,
        organisationens namn, deltagande organisation, representerar, arbetsplats,
        einrichtung, einrichtungen, organisationen, verein, vereine, institutionen, unternehmen, behörde,
        akteur, akteure, träger, name der organisation, vertretene organisation, teilnehmende organisation,
        teilnehmende organisationen, arbeitgeber""",
    ("actor", 2): """
        party, medspillere, medspiller, medspelare, mitspieler, samarbejde med, samarbeid med, samarbete med, zusammenarbeit mit, cooperation with, in cooperation with,
        hvilke andre var med, hvilke andre deltog, hvilke andre deltok, vilka andra var med, vilka andra deltog, which others took part, who else took part, who else attended,
        welche anderen waren dabei, wer war noch dabei, med, mit, helfer, helpers, hjælpere, hjelpere, medhjelpere, bidragsyter, bidragsytere, bidragare, medverkan av, medvirken af, part, others, andre, andra, andere, weitere, på plats, parties, signatory, signatories, contracting party, contracting parties, vertragspartei, vertragsparteien,
        intressent, intressenter, bidragyder, bidragydere, interessent, co-applicant, medansøger, medansøgere, medsökande,
        medsøker, medsøkere, mitantragsteller, guests, guest list, gæster, gäste, gäster, gjester, partner, partnere, partners, samarbejdspartner, samarbejdspartnere, deltagere, deltagerne,
        participants, attendees, members, medlemmer, medvirkende, involverede, involverede parter,
        hvem, hvem deltog, hvem var med, who, who attended, who took part, attended by, deltagende,
        deltagende parter, medverkande parter, deltakende parter, medvirkende parter, deltagande parter, parter, inddragede, inddragede parter, stakeholders, interessenter,
        in attendance, those in attendance, attending, those attending, attending organisations, samverkanspart, samverkansparter, samverkanspartner, mødedeltagere, mødedeltagerne, fremmødte, de fremmødte, tilstedeværende, required attendees,
        optional attendees, attendee names, participating partners, consortium, consortium members,
        partners involved, collaborators, those present, present members, mødte, andre deltagere,
        øvrige, övriga, øvrige involverede, andre involverede, øvrige medvirkende, medverkar, medvirker, also involved, also took part, together with, in partnership with,
        i samarbejde med, sammen med, i samarbeid med, sammen med, i samarbete med, tillsammans med, in zusammenarbeit mit,
        gemeinsam mit, øvrige deltagere, andre parter, øvrige parter, other participants, other partners, co-applicants,
        deltakere, samarbeidspartner, samarbeidspartnere, involverte, oppmøtte, tilstedeværende, andre deltakere,
        samarbetspartner, samarbetspartners, medverkande, deltagarna, närvarande, vem, vilka deltog,
        øvrige partnere, hvem deltok,
        teilnehmende, teilnehmer, teilnehmerinnen, teilnehmer/innen, teilnehmer:innen, mitwirkende,
        beteiligte, mitglieder, anwesende, kooperationspartner, projektpartner, wer, teilnehmerliste,
        deltagerliste, kooperationspartner/innen, weitere teilnehmer""",
    ("actor", 3): """
        projektpart, avtalspart, deltager, participant, attendee, member, medlem, deltagernavn, navn, name, full name, namn,
        fulde navn, fulde navn, name (original name), participant name, attendee name, deltakar,
        deltaker, deltagare, teilnehmer/in, mitglied, navne, names, user name, username, brugernavn, vollständiger name,
        fullständigt namn, fullt navn, hele navnet""",
    ("actor", 4): """
        afsnit, afdeling, afdelinger, avdeling, avdelinger, avdelning, avdelningar, abteilung, abteilungen, ward, wards,
        department, departments""",
    ("person", 1): """
        kontaktperson, kontakt, contact, contact person, contact name, fornavn, efternavn, first name,
        last name, surname, given name, family name, email, e-mail, mail, e-mailadresse, email address,
        mailadresse, user email, tlf, telefon, phone, phone number, telefonnummer, mobil, mobile, tlf.nr,
        stilling, job title, jobtitel, stillingsbetegnelse, position, initialer, initials, person,
        personer, repræsentant, representative, vorname, nachname, ansprechpartner, ansprechperson,
        telefonnummer, kontaktpersoner, förnamn, efternamn, e-post, epost, etternavn, fornavn, mejl, e-postadresse,
        brugers e-mail, brugermail, brugerens e-mail, brukerens e-post, användarens e-post, upn, participant id (upn), deltager-id (upn), cpr, cvr, vertreter, vertreter/in""",
    ("date", 1): """
        date, dato, dates, datoer, startdato, start date, startdate, eventdate, mødedato, dag og dato, event date, meeting date,
        date of meeting, date of event, date of activity, activity date, dato for møde, dato for mødet,
        dato for aktivitet, aktivitetsdato, arrangementsdato, afholdt, afholdt den, afholdt d, holdt, held,
        held on, date held, event start date, meeting start time, mødets starttidspunkt, mødets start, mødedag, datum, startdatum, mötesdatum, møtedato,
        datum der sitzung, veranstaltungsdatum, sitzungsdatum, dato afholdt, dato/tid, date/time, date and time,
        dato for begivenhed, begivenhedsdato, dato og tid, datum och tid, datum/uhrzeit, avholdt, dato for møtet""",
    ("date", 2): """
        entry into force, in force from, in force since, began, begun, gyldig fra, giltig från, valid from, gültig ab, dato fra, fra dato, fra og med, fra d, date from, from date, since, siden, sedan, fr.o.m., fr o m, från och med, från datum, datum från,
        seit, ab, ab dem, datum von, start, fra, from, hvornår, when, day, dag, tag, tidspunkt, starttidspunkt, start time, begin, started,
        påbegyndt, påbörjad, igangsat, begonnen, begyndelse, når, när, wann, beginn, von, tidpunkt, oppstart, opstart, opstartsdato, oppstartsdato, uppstart, kvt, event start, starts, från, starttid, startzeit""",
    ("date", 3): """
        halvår, halbjahr, half year, termin, term, høst/vår, periode, period, tidsrum, tidsperiode, tidsramme, tidsrom, projektperiode, project period, laufzeit, löptid, zeitraum, kvartal, quarter, quartal, uge, week, vecka, uke, woche, kw, sæson,
        season, läsår, skolår, schuljahr, skoleår, school year, semester, tid, time, zeit""",
    ("date", 4): """
        beslutsdatum, beslutningsdato, bevillingsdato, ansøgningsdato, decision date, date of decision, application date,
        vedtaksdato, søknadsdato, ansökningsdatum, ansökningsdag, bewilligungsdatum, antragsdatum""",
    ("year", 1): "year, år, aar, årstal, jahr, årtal",
    ("month", 1): "month, måned, månad, monat, mdr, md",
    ("day", 1): "dag i måneden, day of month, dato (dag)",
    ("week", 1): "uger, uge nr, ugenr, ugenummer, week no, week number, veckonummer, ukenr, kalenderwoche",
    ("end", 1): """
        to, to date, date to, through, thru, ended, finished, end on, dato til, til dato, til og med, t.o.m., t o m, till och med, till datum,
        datum till, datum bis, bis zum, ophør, opphør, end, slut, slutdato, end date, enddate, til, until, event end date, sluttidspunkt, end time, ende, bis,
        enddatum, slutdatum, sluttdato, slutt, ends, finish, till, sluttid, event end, afsluttet, afslutning, avsluttet, avslutning, avslutad, avslut, abschluss""",
    ("end", 2): """
        closed, expires, expiry, expiry date, valid until, valid to, udløber, udløb, udløbsdato, gælder til, gyldig til, gäller till,
        giltig till, gültig bis, läuft aus, läuft ab, utløper, utløpsdato, utgår, lukket""",
    ("role", 1): """
        role, rolle, roles, roller, roll, rolle i aktiviteten, rolle i mødet, role in activity,
        deltagerrolle, rolle ved mødet""",
    ("lead", 1): """
        tovholder, tovholdere, tovh, ansv, hovedansv, verantw, unter leitung von, drives af, drivs av, drives av, primus motor, tovholder/ansvarlig, ansvarlig/tovholder, leder, ledere, mødeleder,
        møteleder, ansvarlig, ansvarlige, ansvarlig organisation, ansvarlig aktør, ansvarlig part,
        ansvarlig enhed, hovedansvarlig, hovedansvar, projektleder, projektansvarlig, vært, værter,
        værtsorganisation, vært for mødet, værtskab, arrangør, arrangører, hovedarrangør, medarrangør,
        initiativtager, initiativtagere, projektejer, projektejere, project owner, programejer, procesejer, ordstyrer, dirigent, formandskab, ordförandeskap, formand, indkalder, indkaldt af, ledet af,
        ledes af, arrangeret af, afholdt af, afholdes af, arrangeres af, hvem leder, hvem står for det,
        hvem har ansvaret, hvem er tovholder, hvem var tovholder, står for, lead partner, ansvar,
        aktivitetsansvarlig, mødeansvarlig, ansvarlig for aktiviteten, primært ansvarlig, initiativ fra,
        medansvarlig, medansvarlige, medtovholder, medvært, co-host, co-hosts, co-lead, co-leads, co-organiser,
        co-organizer, medarrangör, medvärd, medansvarig, mitveranstalter, tilrettelægger, igangsætter,
        arrangerede, arrangerade, arrangerte, organised, organized, organisierte, lead, leads, leader, led, led it, ledte, ledede, stod for, led by, lead organisation, lead organization, lead agency, lead applicant, main applicant, hovedansøger, hovedsøker, huvudsökande, hauptantragsteller,
        lead actor, lead/host, host, hosts, hosted by, host organisation, host organization, organiser,
        organizer, organisers, organizers, organised by, organized by, owner, activity owner,
        event owner, ejer, eier, ägare, responsible, responsible organisation, responsible organization, responsible party,
        responsible partner, responsible person, chair, chaired by, chairperson, convener, convenor,
        convened by, run by, in charge, who leads, who led, who is responsible, project lead,
        project leader, meeting organizer, meeting organiser, main organiser, main organizer, activity lead,
        lead partner organisation, meeting host, meeting chair, initiator, initiated by, accountable,
        ansvarig, ansvariga, ansvarig organisation, ansvarig aktör, huvudansvarig, värd, värdar,
        värdorganisation, arrangör, arrangörer, huvudarrangör, ledare, projektledare, mötesledare,
        mötesorganisatör, organisatör, møteorganisator, sammankallande, ordförande, initiativtagare, leds av, arrangerad av, projektägare,
        vert, verter, vertskap, vertsorganisasjon, arrangør, prosjektleder, prosjektansvarlig, ledet av,
        ansvarlig organisasjon, arrangert av, initiativtaker, hovedarrangør, møteansvarlig, innkaller,
        innkalt av, prosjekteier,
        leitung, leiter, leiterin, leiter/in, leitende organisation, federführung, federführend,
        federführende organisation, verantwortlich, verantwortliche, verantwortlicher, verantwortung,
        verantwortliche organisation, verantwortliche stelle, zuständig, zuständigkeit, hauptverantwortlich,
        veranstalter, veranstalterin, veranstalter/in, gastgeber, gastgeberin, ausrichter, organisator, organisatorin,
        projektleitung, projektleiter, sitzungsleitung, vorsitz, vorsitzende, vorsitzender, einladende organisation,
        eingeladen von, geleitet von, organisiert von, ausgerichtet von, initiatoren, verantwortlich für""",
    ("lead", 3): """
        main partner, main partners, principal partner, key partner, hovedpartner, hovedpartnere,
        hovedsamarbejdspartner, hovedsamarbeidspartner, huvudpartner, huvudpart, hauptpartner""",
    ("assist", 1): """
        facilitator, facilitatorer, facilitators, facilitated by, faciliteret af, facilitering,
        koordinator, koordinatorer, coordinator, co-ordinator, coordinators, coordinated by,
        koordineret af, koordinering, koordinerende organisation, coordinating organisation,
        coordinating organization, sekretær, secretary, referent, minutes by, minute taker, notetaker,
        moderator, moderation, moderation durch, oplægsholder, oplægsholdere, speaker, speakers,
        presenter, presenters, underviser, undervisere, instruktør, trainer, koordination,
        koordinatorin, koordiniert von, protokoll, protokollführung, protokollant, samordnare, samordning,
        koordineres af, project coordinator, projektkoordinator, prosjektkoordinator, innleder,
        foredragsholder, föredragshållare, sekreterare, referenten""",
    ("attended", 1): """
        attended, present, attendance, deltog, deltaget, har deltaget, mødt, fremmødt, fremmøde, mødte op, mødt op, mødte frem, mødt frem,
        til stede, tilstede, var til stede, deltog?, kom, came, was present, showed up, attendance status,
        attended?, present?, p/a, indtjekket, innsjekket, incheckad, eingecheckt, checked in, check-in, check in, mødestatus, fremmødestatus, deltagelse,
        deltagerstatus, attendee status, attended (y/n), deltog (ja/nej), dukkede op, mødte,
        ankom, ankommet, arrived, time in, tjekket ind, mødt kl, ankommen, angekommen, ankom kl,
        deltok, møtte, oppmøte, møtt, til stede?, har deltatt, deltatt, har møtt, represented,
        took part, teilgenommen haben, haben teilgenommen, dabei waren, dabei, var der, var med, war anwesend, var närvarande,
        närvarande, närvaro, närvarade, deltagit, deltog i mötet, dök upp,
        anwesend, anwesenheit, teilgenommen, teilnahme, teilnahmestatus, war da, erschienen, gekommen""",
    ("attended", 3): """
        underskrift, underskrifter, signature, signatures, signatur, unterschrift, namnteckning,
        signed, signed in, signeret""",
    ("attended", 2): """
        attended minutes, minutes attended, minutter, time attended, checked in at, check-in time, tjekket ind,
        status, deltager?, gennemført, participation, afholdt?, """ + _OF_ANSWERS,
    ("absent", 1): """
        hvem kom ikke, hvem deltog ikke, hvem mødte ikke, hvem manglede, hvem meldte afbud, hvem havde afbud, who did not attend, who did not come, who was absent,
        wer fehlte, wer war nicht da, vem kom inte, vilka kom inte, hvem møtte ikke, hvem deltok ikke, not in attendance, not present, those not present, those absent, could not attend, unable to attend, kunne ikke deltage, kunne ikke komme, deltog ikke, kom ikke,
        ej deltaget, ej mødt, ej fremmødt, ej til stede, ikke deltagende, ikke fremmødte, deltok ikke, deltog inte, kom inte, ej närvarande, inte närvarande, nicht teilgenommen, nicht erschienen, afmeldt, meldt fra,
        afbud, afbud fra, meldt afbud, fraværende, fravær, forhindret, forhindrede, förhinder, förhindrade, verhindert, missing, udeblevet, udeblev, ikke mødt, ikke til stede, udeblivelser,
        cancelled, canceled, called off, aflyst, avlyst, inställd, annulleret, annullert, annulliert, udgået, utgått, ausgefallen, entfallen, withdrawn, withdrew,
        absent, absentees, apologies, apologies from, apologies received, excused, regrets, declined, no-show,
        no show, no-shows, not attending, did not attend, absence,
        frånvarande, frånvaro, avböjt, återbud, forfall, meldt forfall, ikke møtt, fraværende fra,
        abwesend, entschuldigt, entschuldigte, abgesagt, absagen, nicht anwesend, fehlend, unentschuldigt""",
    ("invited", 1): """
        inviterede, inviteret, inviterede organisationer, indbudte, indbudt, invited, invitees, invited organisations,
        invited to, indkaldte, indkaldt, tilmeldte, registered, tilmeldt, inviterte, innkalte, innkalt,
        påmeldte, påmeldt, inbjudna, kallade, anmälda, eingeladen, eingeladene, geladen, angemeldet,
        angemeldete, inviterede parter, invited participants, inviterede deltagere""",
    ("count", 1): """
        antal, gange, ganger, gånger, times, deltagelsesprocent, fremmødeprocent, mødeprocent, oppmøteprosent, närvaroprocent, antal deltagere, antal fremmødte, deltagerantal, number, number of participants, count,
        no of participants, number of people, headcount, voksne, børn, unge, adults, children, kids,
        young people, youth, kvinder, mænd, men, women, boys, girls, drenge, piger, borgere, citizens,
        seniorer, ældre, familier, families, frivillige, volunteers, personale, staff, total, i alt, sum,
        totalt, samlet, anzahl, anzahl teilnehmende, erwachsene, kinder, jugendliche, ehrenamtliche,
        besucher, visitors, elever, pupils, students, antall, antall deltakere, barn,
        vuxna, ungdomar, antal deltagare, frivilliga, ungdom, eldre, quantity, medarbejdere, ansatte""",
    ("other", 1): """
        ugedag, weekday, day of the week, veckodag, ukedag, wochentag, dag i ugen,
        action items, next steps, næste skridt, nästa steg, neste steg, nächste schritte, to do, todo,
        note, noter, notes, bemærkning, bemærkninger, kommentar, kommentarer, comment, comments, remarks,
        referat, dagsorden, agenda, sted, place, location, lokale, lokation, venue, where, hvor, adresse,
        address, nr, no, id, #, løbenummer, løbenr, lfd nr, lfd, löpnr, löpnummer, løpenr, løpenummer, varighed, duration, timer, hours, klokkeslæt, kl, klokken,
        målgruppe, target group, resultat, resultater, results, outcome, økonomi, budget, link, url,
        anything else, any other comments, andet, noget andet, noe annet, något annat, sonstiges, beskrivelse, description, kategori, category, oprettet, created, timestamp, tidsstempel,
        completion time, fuldførelsestidspunkt, order date, frist, deadline, tilmeldingsfrist, ændret,
        modified, ticket type, price, bilag, opfølgning, follow up, action, emner, by, city, postnr, zip,
        ort, raum, var, wo, finansiering, finansiär, finansiører, funders, donor, geldgeber, støttet af, finansieret af, finansiert av, finansierat av, funding, funder, funded by, gefördert von, sponsor, sponsorer, kilde, source, bemerkung, bemerkungen, notizen, anmerkung, anmerkungen, beschreibung, dauer, uhrzeit,
        protokoll?, plats, lokal, anteckningar, beskrivning, merknad, merknader, kommentar til, start tid,
        sluttid?, meeting id, guest, recording consent, join time, leave time, first join, last leave,
        in-meeting duration, duration (minutes), total duration (minutes), order #, order no, order no., user action, billettype,
        meeting resources, reminder on/off, reminder date, reminder time, all day event, priority, private,
        sensitivity, tiltrædelsestidspunkt, forladelsestidspunkt, tilslutningstidspunkt, gæst, møde id, møte id, mötes id, besprechungs id, show time as, mileage, billing information, categories, zeitstempel, tidstämpel, tidsstämpel,
        recorded by, registered by, entered by, written by, created by, updated by, approved by, paid by, registreret af, udfyldt af, indtastet af, oprettet af, skrevet af, noteret af, godkendt af, betalt af, dato for oprettelse, registreret, sidst ændret, last modified, language, sprog, betalt, paid, bezahlt, replied, svaret""",
    ("sector", 1): """
        sektor, sector, branche, område, sektor/branche, organisationstype, type organisation,
        type af organisation, organisation type, organization type, bransje, bransch, branche/sektor,
        aktørgruppe, bereich, field, org type""",
    ("type", 1): "type, aktørtype, actor type, art, typ",
    ("secretariat", 1): "sekretariat, sekretariatet deltog, sekretariatet med, sekretariat med, med sekretariatet, sekretariatet til stede, secretariat present, secretariat attended, with secretariat, sekretariatet med i mødet, sekretariatet närvarande, sekretariatet til stede, secretariat, backbone, backbone organisation, rygrad, geschäftsstelle",
    ("secretariat_from", 1): "sekretariat fra, sekretariat start, secretariat from, secretariat start",
    ("secretariat_until", 1): "sekretariat til, sekretariat slut, secretariat until, secretariat end",
    ("continues", 1): """
        continues, will continue, goes on, fortsætter, fortsætter efter, fortsætter uden sekretariatet,
        fortsætter efter projektet, videreføres, viderefört, fortsetter, videreført, fortsätter, wird fortgesetzt,
        läuft weiter, carries on, fortsættes""",
    ("continues_evidence", 1): """
        continues evidence, fortsætter kilde, kilde til fortsættelse, hvem siger det, source of continuation""",
    ("taken_over_by", 1): """
        taken over by, overtages af, overtaget af, ny tovholder, ny ansvarlig, new lead, overtas av, övertas av,
        übernommen von, videreføres af, takes over, who takes over, hvem overtager""",
    ("purpose", 1): "purpose, formål, syfte, zweck",
    ("joined", 1): """
        joined, indtrådt, tiltrådt, indmeldt, medlem siden, med siden, partner siden, member since,
        date joined, joined on, indmeldelsesdato, indmeldelse, medlem fra, tilsluttet, startet,
        med fra, med fra og med, aktiv fra, active from, active since, deltager fra, deltager siden, partner fra, member from, membership start,
        start of membership, joining date, join date, date of joining, indtrædelse, indtrædelsesdato, indtråd, tiltrådt den, indmeldt den,
        inträde, inträdde, inträtt, inträdesdatum, innmeldelse, innmeldelsesdato, inntrådt, medlem fra og med, eintritt, eintrittsdatum,
        beitrittsdatum, mitglied ab, dabei ab,
        gick med, medlem sedan, med sedan, ble med, innmeldt, medlem siden år, beigetreten, beitritt,
        mitglied seit, dabei seit, partner since, kom med""",
    ("left", 1): """
        left, udtrådt, fratrådt, udmeldt, udmeldelse, udmeldelsesdato, forladt, medlem til, date left,
        med til, med til og med, aktiv til, active to, active until, deltager til, partner til, partner until, member to, membership end,
        end of membership, leaving date, leave date, date of leaving, udtrædelse, udtrædelsesdato, udtråd, udmeldt den,
        utträdde, utträdesdatum, utmeldelse, utmeldelsesdato, uttrådt, austrittsdatum, dabei bis,
        left on, member until, ophørt, stoppet, utmeldt, sluttet, lämnade, lämnat, utträde, utträtt,
        ausgetreten, austritt, mitglied bis, ausgeschieden, trådt ud""",
}  # fmt: skip

_KNOWN: dict[str, Heading] = {
    spelling: Heading(field, rank)
    for (field, rank), names in reversed(_SPELLINGS.items())
    for spelling in keys(names) - {""}
}

ANSWERS = keys(_OF_ANSWERS) | {"answer"}
"""Headings of what was answered to an invitation, which does not tell who came."""

_ALSO = "others?|andre|oevrige|andra|oevriga|weitere|also|ogsaa|auch|ausserdem|desuden|ligeledes|aeven|dessutom"
_THERE = (
    "der|som|who|taking|involved|med|present|attend(?:ed|ing)|deltog|deltok|til_?stede|naervarande|anwesend|dabei|"
    "beteiligte?"
)

# What a longer heading is about: the first of these words in it, looked for from its beginning.
_STEMS: tuple[tuple[str, Heading], ...] = (
    (r"antal|anzahl|antall|number_of|no_of|how_many|hvor_mange|hvor_lang|wie_viele|hur_manga",
     Heading("count", 2)),
    (r"(?:aarsag|begrundelse|anledning|orsak|reasons?|grund|begruendung|begrunnelse)_\w+|\w+(?:_|s)(?:aarsag|orsak|grund|reason)", Heading("other", 2)),
    (r"afbud|absent|apologies|udeblev\w*|fravaer\w*|entschuldigt\w*|forfall", Heading("absent", 2)),
    (r"(?:hvilken?|hvilket|hvilke|which|what|welche[rsn]?|vilka|vilken)_(?:\w+_)?"
     r"(?:led|lead|leder|ledte|ledede|ledet|ledde|geleitet|leitet\w*|(?:stod|staar|sto|stood)_\w+_for|ansvar\w*|verantwort\w*|"
     r"(?:organi[sz]|arrang)(?:ed?|er|ere[dt]e?|erer|erad?e?|erat|iert)|host(?:ed)?|run|ran|convened?|in_charge)(?:_\w+)?", Heading("lead", 2)),
    (r"\w*tovholder\w*|\w*ansvarlig\w*|\w*ansvarig\w*|\w*verantwortlich\w*|responsible|\w*vaert|vaertsorg\w*|host|\w*arrangoer\w*|"
     r"who_(?:took_the_lead|organi[sz]ed|led|hosted|convened|chaired|runs|ran|leads|is_responsible)\w*|"
     r"hvem_(?:stod|staar|leder|ledte|ledede|arrangerede|indkald\w*|innkall\w*|ha(?:r|vde|dde)_\w*ansvar\w*|inviter\w*|hold\w*|afhold\w*|organiser\w*)\w*|"
     r"wer_(?:hatte_\w*(?:verantwortung|leitung)|leitet\w*|veranstaltet\w*|organisiert\w*)|vem_(?:hade_\w*ansvar\w*|ansvarar|kallar|leder|ordnade|ordnar)\w*|"
     r"lead|leder|organi[sz]er|(?:leading|organi[sz]ing|arrangerende|arrangerande|\w*ledende|\w*ledande|\w*leitende)_\w+|(?:led|chaired|hosted|run|organi[sz]ed|convened|delivered|provided|managed|carried_out|implemented|udfoert|gennemfoert|drevet|leveret|ledes|ledet|leds|afholdt|arrangeret|arrangert|arrangerad|inviteret|invitert|invited|inbjuden|indbudt|supervised|genomfoerd|utfoert|gjennomfoert|durchgef(?:ue|u)hrt|geleitet|organisiert)_(?:by|af|av|von)|veranstalter\w*|federfuehr\w*|federfuhr\w*", Heading("lead", 2)),
    (r"koordinator|coordinator|facilitator", Heading("assist", 2)),
    (r"(?:kallade|inviterede|indkaldte|indbudte|inbjudna|tilmeldte|eingeladene?|invited|innkalte|paameldte|anmaelda)(?!_(?:af|av|by|von)_)", Heading("invited", 2)),
    (r"(?:hvilke[nt]?|hvem|which|what|who|welche[rs]?|wer|vilka|vilken)_(?:[^\W_]+_){0,2}(?:organi[sz]ation\w*|"
     r"organisasjon\w*|partner\w*|forening\w*|foerening\w*|verksamhet\w*|verein\w*|einrichtung\w*|"
     r"virksomhed\w*|institution\w*|aktoer\w*|parter)|(?:hvem|who|wer|vem)_\w+",
     Heading("actor", 2)),
    (r"(?:hvilke[nt]?|which|what|welche[rsn]?|vilka|vilken|hvilket)_(?:af_)?(?:\w+_){0,2}(?:aktivitet\w*|moede\w*|"
     r"moete\w*|traeff\w*|traf\w*|samling\w*|tiltak\w*|insats\w*|indsats\w*|arrangement\w*|event\w*|activit\w*|meeting\w*|workshop\w*|veranstaltung\w*|treffen|"
     r"aktivitaet\w*|session\w*)", Heading("activity", 2)),
    (r"(?:hvornaar|when|wann|naer|naar|date|\w*dato|\w*datum)", Heading("date", 2)),
    (r"organi[sz]ation\w*|orgs?(?:_\d)?$|organisasjon\w*|fo(?:e)?rening\w*|virksomhed\w*|samarbe[jit]\w*part(?:er|ner\w*)?|\w*partnere?s?|"
     r"aktoer\w*|institution\w*|einrichtung\w*", Heading("actor", 2)),
    (r"aktivitet\w*|(?!frem|opp?)\w*moede|(?!frem|opp?)\w*moete|\w*moetet|activit(?:y|ies)|meetings?|aemne|emne|tema|thema|topic|\w*arrangement|events?|veranstaltung\w*|"
     r"massnahme|\w*treffen|\w*sitzung|\w*veranstaltung|\w*workshop|\w*aktivitaet", Heading("activity", 2)),
    (r"(?:members?|medlemmer|medlemmar|mitglieder|churches|clubs|klubber|klubbar|schools|skoler|schulen|partners?|partnere|parter|vereine|foreninger|kirker|"
     r"menigheder|parishes|gemeinden)_(?:present|attending|taking_part|who_(?:attended|came|took_part)|anwesend|til_stede|naervarande|(?:som|der)_deltog|fremmoedte?|deltog)"
     r"|(?:\w+_)?(?:taking_part|who_took_part)", Heading("actor", 2)),
    (r"(?:oevelses?|tur|kursus|aktivitets?|arrangements?|workshop|session|oevings?|oevnings?|uebungs|seminar|koncert|konsert|konzert|event)_?(?:ledere?|ledare|leiter|leitung|leader)", Heading("lead", 2)),
    (r"deltagere?|participants?|attendees?|deltagare|deltakere|teilnehm\w*|klubber|klubbar|clubs|churches|menigheder|parishes|groups|grupper|gruppen|agenc(?:y|ies)|bodies|orgs|kommuner|verksamheter|vereine", Heading("actor", 3)),
    (r"was_(?:habt|haben|hat)_\w+|(?:took_part|participated|involved|deltog|deltok|deltagit|medverkat|medverkade|teilgenommen)_(?:in|i|an)$", Heading("activity", 2)),
    (r"(?:hvad|hva|vad|what|was)_(?:(?:vi|we|wir|i|dere|ni|you|ihr)_\w+|(?:\w+_)?(?:gjorde|gjordes|lavede|lavde|did)_(?:i|vi|dere|ni|you|we)|haendte|sker|skete|skjer|skjedde|haender|haende|happens|happened|passiert|findet_statt)",
     Heading("activity", 2)),
    (r"(?:attending|participating|fremmoedte|fremmoette|oppmoette|naervarande|tilstedevaerende|anwesende|present|deltagende|deltakende|deltagande|medvirkende|medverkande|teilnehmende|mitwirkende|involved|involverede)_\w+"
     rf"|(?:{_ALSO})_(?:{_THERE})(?:_\w+)?|(?:{_THERE})_(?:{_ALSO})"
     r"|(?:with|med|mit)_(?:whom|hvem|vem|wem)|(?:vilka|vem)_\w+", Heading("actor", 2)),
    (r"\w*(?:sted|plats|lokale|raum)", Heading("other", 1)),
    (r"(?:fra|fraan|from|ab|von|start)_?(?:aar|year|jahr)", Heading("date", 2)),
    (r"(?:til|till|to|bis|slutt?|end)_?(?:aar|year|jahr)", Heading("end", 2)),
    (r"\w*perioden?|\w*period|\w*laufzeit|\w*loebetid|\w*zeitraum|\w*tidsrum|projekttid", Heading("date", 3)),
    (r"(?:pro[js]e[ck]t|event|aktivitet|indsats|insats|tiltak|foerder|programm?)s?_?(?:start|opstart|oppstart|beginn?)", Heading("date", 2)),
    (r"(?:pro[js]e[ck]t|event|aktivitet|indsats|insats|tiltak|foerder|programm?)s?_?(?:slutt?|afslutning|ende?)", Heading("end", 2)),
    (r"(?:minutes|referat\w*|protokoll?|agenda|dagsorden)_(?:sent|sendt|skickat|approved|godkendt|godkaent|published|udsendt|utsendt|ready|klar)", Heading("other", 1)),
)  # fmt: skip
_STEM = [(re.compile(rf"(?:^|_)(?:{pattern})(?=_|$)"), heading) for pattern, heading in _STEMS]

# What is said of somebody or something that is known, by the field of that: Foreningsnavn, Org.nr.
_OTHER = Heading("other", 2)
_ABOUT: tuple[tuple[str, dict[Field, Heading | None]], ...] = (
    ("names?|navne?|namn|title|titel", {"actor": None, "activity": None, "lead": None}),
    ("types?|typ|art|kategori|kategorie|category|sektor|sector|branche|bransch|bransje",
     {"actor": Heading("sector", 2)}),
    ("id|ids|code|kode|kod|ref",
     {"actor": Heading("actor", BY_ID), "activity": Heading("activity", 3), "lead": _OTHER, "assist": _OTHER}),
    ("nr|no|nummer|number|cvr|cvr_nr",
     {"actor": _OTHER, "activity": Heading("activity", 3), "lead": _OTHER, "assist": _OTHER}),
    ("place|location|venue|sted|plats|ort|lokale|lokal|raum|address|adresse|adress|by|city|stad|postnr|zip|"
     "postcode|plz|country|countries|land|lande|länder|laender|cities|byer|städte|region|regions|regioner|website|web|url|hjemmeside|hemsida|webseite|description|beskrivelse|"
     "beskrivning|beschreibung|size|stoerrelse|storlek|groesse",
     {"actor": _OTHER, "activity": _OTHER, "lead": _OTHER, "assist": _OTHER}),
    ("e_?mail|mail|e_?post|phone|telefon|tlf|telefonnummer|mobil|kontakt|contact|kontaktperson|contact_person|"
     "contact_name", {"actor": Heading("person", 2), "lead": Heading("person", 2),
      "assist": Heading("person", 2)}),
)  # fmt: skip
_SAID = [(re.compile(rf"(.+?)(?:(?:e[nt])?e?s)?_?(?:{names})"), said) for names, said in _ABOUT]
_SPANS: tuple[tuple[str, Field], ...] = (
    ("start|begin|begynd\\w*|op?pstarts?|uppstarts?|startet|fra|fraan|from|beginn|anfangs?|von|ab", "date"),
    ("end|ends|slut|slutt|til|till|to|until|ende|afslut\\w*|avslut\\w*|ophoers?|opphoers?|bis", "end"),
)  # fmt: skip
_UNIT = "aar|ar|year|jahr|dato|date|datum"
_SPANNED = [
    (re.compile(rf"(?:{words})_?(?:{_UNIT})|(?:{_UNIT})_?(?:{words})"), field)
    for words, field in _SPANS
]

_OF_HOSTS = re.compile(r"(?:vaerts?|verts?|vaerd|gastgeber|arrangoer)(\w{3,})")
_WAS = re.compile(r"_(?:var|blev|was|were|er|is|war|waren|on|den|d|am)$")
_NUMBERED = re.compile(r"(.+?)_?(?:\d{1,2}|(?<=_)[a-h]|(?<=_)i{1,3})")
_INNER_CAPITAL = re.compile(r"(?<=[a-zæøåäöü])(?=[A-ZÆØÅÄÖÜ][a-zæøåäöü])")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_DAY = any_case(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|\d{1,2}[./]\d{1,2}"
    rf"|\d{{1,2}}\.?\s?(?:{'|'.join(MONTHS)})\.?(?:\s\d{{2,4}})?)(?!\w)"
)
_LONG = 6


@cache
def heading(name: str) -> Heading | None:
    """What the heading of a column says; None when it is not known.

    Examples
    --------
    >>> heading("Tovholder"), heading("Samarbejdspartner 2"), heading("Voksne")
    (Heading(field='lead', rank=1), Heading(field='actor', rank=2), Heading(field='count', rank=1))
    >>> heading("Hvilke organisationer deltog i mødet?"), heading("Humør")
    (Heading(field='actor', rank=2), None)
    >>> heading("Org.nr"), heading("Partner name"), heading("Startår")
    (Heading(field='other', rank=2), Heading(field='actor', rank=2), Heading(field='date', rank=1))
    >>> heading("IsLead"), heading("EventName")
    (Heading(field='lead', rank=2), Heading(field='activity', rank=1))
    >>> heading("Ansvarlig for referat"), heading("Næste vært"), heading("Betalingsdato")
    (None, None, None)
    """
    folded = key(name).strip("?!_")
    if not folded or len(name) > 200:
        return None
    apart = _INNER_CAPITAL.sub(" ", name)
    if apart != name and folded not in _KNOWN and (said := heading(apart)) is not None:
        return said
    if (known := _KNOWN.get(folded)) is not None:
        return known
    match = _NUMBERED.fullmatch(folded)
    bare = key(_BRACKETS.sub(" ", name)).strip("?!_")
    for less in (match[1] if match else folded, bare, _WAS.sub("", folded)):
        if (known := _KNOWN.get(less)) is not None:
            return known
    told = _composed(folded) or next((said for stem, said in _STEM if stem.search(folded)), None)
    if told is not None:
        return None if told.field in _OF_NOW and is_of_else(name) else told
    return _of_both(name) if "/" in name else _slip(folded)


_OF_NOW: tuple[Field, ...] = ("activity", "actor", "lead", "assist", "date")
_OF_PAPERS = (
    r"(?:betaling|faktura|frist|opret|udsend|utsend|opdater|evaluer|tilmeld|print|godkend|registrer|modtag|payment|invoice|due|"
    r"rechnung|zahlung|erfassung|anmeld|referat|protokol|minutes|svar|sendt|sent_|skickat|gesendet|indkald|invit|deadline)"
)
_NOT_NOW = re.compile(
    r"(?:^|_)(?:naeste|forrige|muligt?e?|potent\w*|potensiel\w*|foreslaa\w*|foereslag\w*|forvente\w*|foervaent\w*|oenske\w*|oenskad\w*|"
    r"reserve\w*|ikke|ej|inte|nicht|non|not|manglende|saknade|fehlende|missing|tidligere|tidigare|former|ehemalige\w*|sidste_(?:aar|gang)|"
    r"last_(?:year|time)|next|previous|possible|proposed|suggested|expected|desired|wanted|target|alternative|backup|naesta|foerra|"
    r"moejlig\w*|naechste\w*|vorige\w*|moeglich\w*|vorgeschlagen\w*|erwartet\w*)(?=_|$)"
    rf"|{_OF_PAPERS}\w*_?(?:dato|datum|date)(?=_|$)|(?:dato|datum|date)_(?:for|of|af|av|fuer|foer)_{_OF_PAPERS}"
)
"""Words of a heading by which it is of another time, of what was wished for, or of papers."""
_OF_WHAT = re.compile(
    r"(?:ansvarlig|ansvarig|verantwortlich|tovholder|vaert|vaerd|arrangoer|leder|host|lead|responsible|organi[sz]er|"
    r"gastgeber)[^\W_]*_(?:for|paa|af|av|of|fuer|foer|zu[mr]?)_(?P<what>\w+)"
)
_ACTIVITY = re.compile(
    r"moede|moete|aktivit|activit|arrangement|event|pro[js]e[ck]t|indsats|insats|tiltag|tiltak|treff|sitzung|veranstalt|foer|"
    r"durchf|hold|koordin|coordin|session|workshop|kurs|course|tur|dag|day|tag|meeting|samling|forloeb|start|deltag|"
    r"besoeg|besoek|besuch|visit"
)
"""What somebody leads, where it is no part of it such as the minutes."""


def is_of_else(name: str) -> bool:
    """Whether a longer heading is of something beside the activities of its rows.

    >>> is_of_else("Næste aktivitet"), is_of_else("Ansvarlig for mødet")
    (True, False)
    """
    folded = key(name)
    what = _OF_WHAT.search(folded)
    return _NOT_NOW.search(folded) is not None or (
        what is not None and _ACTIVITY.search(what["what"]) is None
    )


def _composed(folded: str) -> Heading | None:
    """What two words in one say: of whom and what, or where a span of time begins or ends.

    >>> _composed("chair_organisation"), _composed("partner_name").field
    (Heading(field='lead', rank=2), 'actor')
    >>> _composed("vertsbedrift"), _composed("vaertsby").field
    (Heading(field='lead', rank=2), 'other')
    """
    for pattern, field in _SPANNED:
        if pattern.fullmatch(folded):
            return Heading(field, 1)
    first, _, rest = folded.partition("_")
    both = {_KNOWN[words].field for words in (first, rest)
            if words in _KNOWN and _KNOWN[words].rank < OF_PERSONS}  # fmt: skip
    host = _OF_HOSTS.fullmatch(folded)
    if both == {"lead", "actor"} or (host and _KNOWN.get(host[1], _OTHER).field == "actor"):
        return Heading("lead", 2)
    for pattern, said in _SAID:
        match = pattern.fullmatch(folded)
        of = _KNOWN.get(match[1]) if match is not None else None
        if of is not None and of.field in said:
            return said[of.field] or of
    return None


def names_a_day(name: str) -> bool:
    """Whether a heading names the day of one meeting, whose column it then is.

    >>> names_a_day("Årsmøde 12/3"), names_a_day("Aktiviteter 1/1-31/12 2021")
    (True, False)
    """
    return len(list(_DAY.finditer(name))) == 1


def _of_both(name: str) -> Heading | None:
    """What two headings in one say, where one of them alone tells or both tell the same."""
    told = [said for part in name.split("/") if (said := heading(part)) is not None]
    return min(told) if len({said.field for said in told}) == 1 else None


def are_english(names: Iterable[str]) -> bool:
    """Whether the headings of a list are in English, as far as they tell a language.

    >>> are_english(["Date", "Meeting", "Who came"]), are_english(["Dato", "Meeting"])
    (True, False)
    """
    words = {word for name in names for word in re.findall(r"[^\W\d_]+", name.casefold())}
    return bool(words & _ENGLISH) and not any(
        word in _NOT_ENGLISH or re.search("[æøåäöüß]", word) for word in words
    )


_ENGLISH = frozenset(
    """date when day meeting meetings activity activities participants participant attendees
    attendee attended attendance organization organizations name who
    host hosted led lead by session subject topic title location notes present absent members
    member guests company school year month what""".split()  # noqa: SIM905
)
_NOT_ENGLISH = frozenset(
    """dato datoer datum hvem hvornaar aktivitet aktiviteter deltagere deltager organisationer
    forening foreninger projekt samarbejdspartner samarbejdspartnere rolle navn emne aktør möte
    hvad wann wer veranstaltung treffen sitzung teilnehmer beteiligte verein einrichtung thema
    aktivitäten tidspunkt tid deltog afbud leder mötet namn förening deltagare plats och og und
    organisasjon deltakere prosjekt tiltak dag""".split()  # noqa: SIM905
)


def field_of(name: str) -> Field | None:
    """The field that a heading says; None when it is not known."""
    said = heading(name)
    return None if said is None else said.field


def fields_of(names: Iterable[str]) -> set[Field]:
    """The fields that some headings say."""
    return {said.field for name in names if (said := heading(name)) is not None}


def known_heading(name: str) -> Heading | None:
    """What a heading says that is spelled as usual: the quick part of `heading`."""
    return _KNOWN.get(key(name))


def known_field(name: str) -> Field | None:
    """The field that a heading says that is spelled as usual."""
    said = known_heading(name)
    return None if said is None else said.field


def _slip(folded: str) -> Heading | None:
    """What a long heading with one letter wrong was meant to be."""
    if len(folded) < _LONG:
        return None
    near = {word for part in _one_left_out(folded) for word in _long_ones().get(part, ())}
    meant = {_KNOWN[word] for word in near if one_letter_apart(folded, word)}
    return meant.pop() if len(meant) == 1 else None


@cache
def _long_ones() -> dict[str, list[str]]:
    """The long known headings, by each of them with one letter left out, or none."""
    found: dict[str, list[str]] = {}
    for spelling in _KNOWN:
        for part in _one_left_out(spelling) if len(spelling) >= _LONG else ():
            found.setdefault(part, []).append(spelling)
    return found


def _one_left_out(word: str) -> set[str]:
    """Two words that are one letter apart have one of these in common."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def numbered(name: str) -> str | None:
    """What columns that stand side by side have in common; None for a column of its own.

    >>> numbered("Partner 2"), numbered("Partner")
    ('partner', None)
    """
    match = _NUMBERED.fullmatch(key(name))
    return None if match is None else match[1]


def says_remarks(name: str) -> bool:
    """Whether a heading is of remarks, and not of places or papers.

    >>> says_remarks("Bemærkninger"), says_remarks("Referat")
    (True, False)
    """
    return _REMARKS.search(key(name)) is not None


_REMARKS = re.compile(
    r"bem(?:aerk|erk|$)|not(?:e|at|iz)|komm?ent|remark|comment|anm(?:erk|$)|merknad|anteckn"
)
