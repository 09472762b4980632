"""Stopwords: what every report says, and which therefore says nothing about one. Languages by their primary tag."""

from __future__ import annotations

ENGLISH = """
a about above across after again against ago ahead all almost alone along already also although always am among an and another any
anybody anyone anything anyway anywhere are aren around as ask asked asking asks at away back be became because become been before
begin began behind being believe below beside best better between both but by call called came can cannot come comes coming could
couldn day days did didn do does doesn doing don done down due during each either else enough even ever every everybody everyone
everything except far few find first for found four from further gave get gets getting give given gives go goes going gone good
got great had hadn half happen happened happens hardly has hasn have haven having he help her here hers him himself his hour hours
how however i if in indeed instead into is isn issue issues it its itself just keep keeps kept kind knew know knows last late
later least left less let like little long look looked looks lot made make makes making many may maybe me mean means might mine
minute minutes month months more most much must my myself near nearly need needs neither never new next nice no nobody none nor
not nothing now nowhere of off often oh ok old on once one ones only onto or other others our ours ourselves out over own part per
perhaps place please point possible problem problems put quite rather really right said same saw say saying says second see seem
seems seen several shall she should shouldn show shows side simply since six so some somebody someone something sometimes
somewhere soon still stop such sure take taken takes taking tell tells than thank thanks that the their theirs them then there
therefore these they thing things think third this those though thought three through thus till time times to today together told
tomorrow too took tried true try trying turn turned twice two under unless until up upon us use used user uses using usual usually
very want wanted wants was wasn way we week weeks well went were weren what whatever when whenever where whether which while who
whole whom whose why will wish with within without won wonder wont word words work worked working works would wouldn wrong yeah
year years yes yesterday yet you dear hello hi regards sincerely sir madam mr mrs ms five seven eight nine ten eleven twelve
twenty thirty forty fifty hundred thousand first hear heard write wrote written question report reported you your yours yourself
ve ll re
"""
GERMAN = """
ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus außer bald bei beide
beiden beim bekommen bereits besser bevor bin bis bisher bist bitte bleibt da dabei dadurch dafür daher dahin damit danach dann
daran darauf daraus darf darin darüber darum darunter das dass davon davor dazu dein deine dem den denn dennoch der deren des
deshalb dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen eben ein eine einem einen einer eines
einfach einig einige einigen einmal endlich er erst es etwa etwas euch euer eure fast finden für ganz gar gegen gegeben geht gehen
gemacht genau genug gern gerne gesagt gestern gewesen gibt ging gleich gut gute guten hab habe haben hallo hat hatte hatten hätte
heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgend ist ja jahr jahre jahren je jede jedem
jeden jeder jedes jemand jetzt kam kann kannst kein keine keinem keinen keiner klar komme kommen kommt können könnte konnte kurz
lange lassen lässt leider liegt mache machen macht mal man manche mehr mein meine meinem meinen meiner mich mir mit möchte mögen
monat monate muss müssen nach nachdem nächste neben nein neu neue neuen nicht nichts nie niemand noch nun nur ob obwohl oder oft
ohne paar problem schon sehr sei seid sein seine seinem seinen seiner seit seitdem sich sie sind so sobald sogar solche soll
sollen sollte sondern sonst statt steht tag tage tagen tun über überhaupt um und uns unser unsere unserem unseren unter viel viele
vielen vielleicht vom von vor vorher wann war waren warum was weg wegen weil weiter welche welchem wenig weniger wenn wer werde
werden wie wieder will wir wird wirklich wo woche wochen wohl wollen wollte worden wurde wurden würde zeigt zeit zu zum zur zurück
zwar zwei zwischen drei vier fünf sechs sieben acht neun zehn zwölf zwanzig hundert frau herr herrn sehr geehrte frage sagt sagen
"""
FRENCH = """
a ai aie ailleurs ainsi alors an année années ans après as assez au aucun aucune aujourd'hui auprès aussi autour autre autres aux
avaient avais avait avant avec avez avoir avons beaucoup bien bon bonjour bonne c'est ça car ce ceci cela celle celles celui
cependant ces cet cette ceux chaque chez chose ci combien comme comment contre d'un d'une dans de déjà depuis dernier dernière des
deux devant doit donc dont du elle elles en encore entre es est et étaient étais était étant été être eu eux fait faire fais
faites faut fois font furent hier heure heures hors ici il ils j'ai jamais je jour jours jusqu'à jusque l'on la là laquelle le
lequel les leur leurs lors lorsque lui ma maintenant mais mal malgré me même mêmes merci mes met mettre mien mieux moi moins mois
mon ne ni nos notre nôtre nous nouveau nouvelle on ont or ou où par parce parfois pas pendant personne peu peut peuvent peux plus
plusieurs pour pourquoi pourtant pouvez premier première presque problème puis puisque qu'il qu'elle quand que quel quelle quelles
quelque quelques quels qui quoi quoique rien sa sans sauf se selon semaine semaines sera serait ses si sien soit sommes son sont
sous souvent suis sur surtout ta tant te tel telle tellement temps tes toi ton toujours tous tout toute toutes très trois trop tu
un une va vais vers veut veux vient voici voilà voir vos quatre cinq six sept huit neuf dix cent madame monsieur question dit dire
votre vôtre vous vu y
"""
STOPWORDS = {
    "en": frozenset(ENGLISH.split()),
    "de": frozenset(GERMAN.split()),
    "fr": frozenset(FRENCH.split()),
}
"""The words that are left out, by language."""
