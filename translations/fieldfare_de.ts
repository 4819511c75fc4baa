<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Amounts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>entry %1 in %2</source>
        <translation>Eintrag %1 in %2</translation>
    </message>
    <message>
        <source>The log was changed or damaged: %1 cannot be read.</source>
        <translation>Das Protokoll wurde verändert oder beschädigt: %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The log was changed or damaged: entries are missing before %1.</source>
        <translation>Das Protokoll wurde verändert oder beschädigt: Vor %1 fehlen Einträge.</translation>
    </message>
    <message>
        <source>The log was changed or damaged: %1 does not follow the one before it.</source>
        <translation>Das Protokoll wurde verändert oder beschädigt: %1 schließt nicht an den vorigen an.</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>WHAT</source>
        <translation>WAS</translation>
    </message>
    <message>
        <source>WITH</source>
        <translation>WOMIT</translation>
    </message>
    <message>
        <source>DEVICE</source>
        <translation>GERÄT</translation>
    </message>
    <message>
        <source>RESULT</source>
        <translation>ERGEBNIS</translation>
    </message>
    <message>
        <source>Show what was done from this computer, and whether that log was changed</source>
        <translation>Zeigen, was von diesem Rechner aus getan wurde und ob jenes Protokoll verändert wurde</translation>
    </message>
    <message>
        <source>Only the last N entries</source>
        <translation>Nur die letzten N Einträge</translation>
    </message>
    <message>
        <source>(did you mean %1?)</source>
        <translation>(gemeint war vielleicht %1)</translation>
    </message>
    <message>
        <source>Print one JSON document instead of text, errors too</source>
        <translation>Ein JSON-Dokument statt Text ausgeben, auch bei Fehlern</translation>
    </message>
    <message>
        <source>Print results and errors only, no progress</source>
        <translation>Nur Ergebnisse und Fehler ausgeben, keinen Fortschritt</translation>
    </message>
    <message>
        <source>Read the passphrase from the first line of FILE (or set FIELDFARE_PASSPHRASE)</source>
        <translation>Die Passphrase aus der ersten Zeile von FILE lesen (oder FIELDFARE_PASSPHRASE setzen)</translation>
    </message>
    <message>
        <source>Show this help</source>
        <translation>Diese Hilfe zeigen</translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation>Die Version zeigen</translation>
    </message>
    <message>
        <source>--%1 takes a whole number from %2 to %3, not &quot;%4&quot;</source>
        <translation>--%1 nimmt eine ganze Zahl von %2 bis %3, nicht „%4“</translation>
    </message>
    <message>
        <source>there is no command &quot;%1&quot;</source>
        <translation>es gibt keinen Befehl „%1“</translation>
    </message>
    <message>
        <source>--%1 takes no value</source>
        <translation>--%1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>--%1 was given twice</source>
        <translation>--%1 steht zweimal da</translation>
    </message>
    <message>
        <source>--%1 needs a value (%2)</source>
        <translation>--%1 braucht einen Wert (%2)</translation>
    </message>
    <message>
        <source>there is no option %1 here</source>
        <translation>die Option %1 gibt es hier nicht</translation>
    </message>
    <message>
        <source>a command is missing</source>
        <translation>ein Befehl fehlt</translation>
    </message>
    <message>
        <source>after &quot;%1&quot; a command is missing</source>
        <translation>nach „%1“ fehlt ein Befehl</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one argument too many</source>
        <translation>„%1“ ist ein Argument zu viel</translation>
    </message>
    <message>
        <source>%1 holds %2: %3, made of images of %4.</source>
        <translation>%1 enthält %2: %3, aus Images von %4.</translation>
    </message>
    <message>
        <source>%1 of it are patches for devices that run a previous release.</source>
        <translation>%1 davon sind Patches für Geräte, die ein früheres Release haben.</translation>
    </message>
    <message>
        <source>It is not signed yet: no device takes it. Sign it with: fieldfare bundle sign.</source>
        <translation>Es ist noch nicht signiert: Kein Gerät nimmt es. Signieren mit: fieldfare bundle sign.</translation>
    </message>
    <message>
        <source>give --key and --cert in pairs</source>
        <translation>--key und --cert paarweise angeben</translation>
    </message>
    <message>
        <source>say where the bundle goes: --out X.ffb</source>
        <translation>angeben, wohin das Bundle kommt: --out X.ffb</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>Sign the bytes of %1 as they are, and bring the signature back with --import.</source>
        <translation>Die Bytes von %1 so, wie sie sind, signieren und die Signatur mit --import zurückbringen.</translation>
    </message>
    <message>
        <source>say with what to sign: --key and --cert, or --import</source>
        <translation>angeben, womit signiert wird: --key und --cert, oder --import</translation>
    </message>
    <message>
        <source>Signatures in %1: %2.</source>
        <translation>Signaturen in %1: %2.</translation>
    </message>
    <message>
        <source>The bundle</source>
        <translation>Das Bundle</translation>
    </message>
    <message>
        <source>Release key to sign with; give --cert as often, in the same order</source>
        <translation>Release-Schlüssel zum Signieren; --cert ebenso oft angeben, in derselben Reihenfolge</translation>
    </message>
    <message>
        <source>Certificate of the key, with its chain</source>
        <translation>Zertifikat des Schlüssels, mit seiner Kette</translation>
    </message>
    <message>
        <source>Root certificate of the fleet</source>
        <translation>Wurzelzertifikat der Flotte</translation>
    </message>
    <message>
        <source>How many accepted signatures are needed (default 1)</source>
        <translation>Wie viele anerkannte Signaturen nötig sind (Vorgabe 1)</translation>
    </message>
    <message>
        <source>Build a bundle from a recipe, and sign it</source>
        <translation>Ein Bundle aus einem Rezept bauen und signieren</translation>
    </message>
    <message>
        <source>What the bundle is made of; docs/RECIPE.md explains every key</source>
        <translation>Woraus das Bundle besteht; docs/RECIPE.md erklärt jeden Schlüssel</translation>
    </message>
    <message>
        <source>Where the bundle goes; it appears only when it is complete</source>
        <translation>Wohin das Bundle kommt; es erscheint erst, wenn es vollständig ist</translation>
    </message>
    <message>
        <source>A release that devices may run: they will fetch hardly more than what is new</source>
        <translation>Ein Release, das Geräte haben können: Sie holen kaum mehr als das Neue</translation>
    </message>
    <message>
        <source>Leave out what leads from previous releases to this one: a smaller bundle, more to fetch</source>
        <translation>Weglassen, was von früheren Releases zu diesem führt: ein kleineres Bundle, mehr zu holen</translation>
    </message>
    <message>
        <source>Compression level, 1 to 22 (default 6)</source>
        <translation>Kompressionsstufe, 1 bis 22 (Vorgabe 6)</translation>
    </message>
    <message>
        <source>Compress as well as it goes; slow</source>
        <translation>So gut wie möglich komprimieren; langsam</translation>
    </message>
    <message>
        <source>Threads to compress with (default: one for each CPU, at most 8)</source>
        <translation>Threads zum Komprimieren (Vorgabe: einer je CPU, höchstens 8)</translation>
    </message>
    <message>
        <source>The same recipe and images give the same bytes but for the signature, on any number of threads. The time in the bundle is built-at of the recipe, else SOURCE_DATE_EPOCH, else now. Without --key the bundle is unsigned until: fieldfare bundle sign.</source>
        <translation>Dasselbe Rezept und dieselben Images ergeben bis auf die Signatur dieselben Bytes, mit beliebig vielen Threads. Die Zeit im Bundle ist built-at aus dem Rezept, sonst SOURCE_DATE_EPOCH, sonst jetzt. Ohne --key ist das Bundle unsigniert bis zu: fieldfare bundle sign.</translation>
    </message>
    <message>
        <source>Sign a bundle, add a signature, or carry signing to a locked room</source>
        <translation>Ein Bundle signieren, eine Signatur hinzufügen oder das Signieren in einen verschlossenen Raum tragen</translation>
    </message>
    <message>
        <source>Write the signed bundle there instead of in place</source>
        <translation>Das signierte Bundle dorthin schreiben statt an seinen Platz</translation>
    </message>
    <message>
        <source>Drop the signatures that the bundle has</source>
        <translation>Die Signaturen verwerfen, die das Bundle hat</translation>
    </message>
    <message>
        <source>Only write the exact bytes to sign</source>
        <translation>Nur die genauen Bytes schreiben, die zu signieren sind</translation>
    </message>
    <message>
        <source>Add a detached CMS signature (DER) that was made elsewhere</source>
        <translation>Eine anderswo gemachte, abgetrennte CMS-Signatur (DER) hinzufügen</translation>
    </message>
    <message>
        <source>Check a bundle as a device does, and all of its data</source>
        <translation>Ein Bundle so prüfen wie ein Gerät, samt allen Daten</translation>
    </message>
    <message>
        <source>Show what a bundle says, without checking who signed it</source>
        <translation>Zeigen, was ein Bundle sagt, ohne zu prüfen, wer es signiert hat</translation>
    </message>
    <message>
        <source>Write the image of a payload to a file, checked to the last byte</source>
        <translation>Das Image eines Payloads in eine Datei schreiben, bis zum letzten Byte geprüft</translation>
    </message>
    <message>
        <source>Which payload (default: the only one)</source>
        <translation>Welcher Payload (Vorgabe: der einzige)</translation>
    </message>
    <message>
        <source>Where the image goes; sparse where it is zero</source>
        <translation>Wohin das Image kommt; mit Lücken, wo es null ist</translation>
    </message>
    <message>
        <source>Show what a device that runs a given image would fetch</source>
        <translation>Zeigen, was ein Gerät mit einem bestimmten Image holen würde</translation>
    </message>
    <message>
        <source>What the device has: an image, for the first payload unless one is named</source>
        <translation>Was das Gerät hat: ein Image, für den ersten Payload, wenn keiner genannt ist</translation>
    </message>
    <message>
        <source>Fetch gaps of at most this size too, for fewer requests (default 0)</source>
        <translation>Auch Lücken bis zu dieser Größe holen, für weniger Anfragen (Vorgabe 0)</translation>
    </message>
    <message>
        <source>bytesToFetch is the head of the bundle and the data that is not there; requests counts one for the head and one for each run of data.</source>
        <translation>bytesToFetch ist der Kopf des Bundles und die Daten, die nicht da sind; requests zählt eine Anfrage für den Kopf und eine für jedes Stück Daten.</translation>
    </message>
    <message>
        <source>Build, sign, check and look into bundles</source>
        <translation>Bundles bauen, signieren, prüfen und ansehen</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 am %2</translation>
    </message>
    <message>
        <source>say which payload: --payload %1</source>
        <translation>angeben, welcher Payload: --payload %1</translation>
    </message>
    <message>
        <source>Release:     %1</source>
        <translation>Release:     %1</translation>
    </message>
    <message>
        <source>Built:       %1</source>
        <translation>Gebaut:      %1</translation>
    </message>
    <message>
        <source>Class:       %1</source>
        <translation>Art:         %1</translation>
    </message>
    <message>
        <source>For:         %1</source>
        <translation>Für:         %1</translation>
    </message>
    <message>
        <source>Has agent:   %1</source>
        <translation>Mit Agent:   %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Identity:    %1</source>
        <translation>Kennung:     %1</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>%1 %2 (epoch %3)</source>
        <translation>%1 %2 (Epoche %3)</translation>
    </message>
    <message>
        <source>say whom to trust: --trust root.crt</source>
        <translation>angeben, wem vertraut wird: --trust root.crt</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 is whole: %2, signed by %3.</source>
        <translation>%1 ist unversehrt: %2, signiert von %3.</translation>
    </message>
    <message>
        <source>Signed by %1 on %2, as it says; nobody&apos;s trust was judged.</source>
        <translation>Signiert von %1 am %2, laut eigener Angabe; Vertrauen wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemandem</translation>
    </message>
    <message>
        <source>Not signed.</source>
        <translation>Nicht signiert.</translation>
    </message>
    <message>
        <source>say where the image goes: --out FILE</source>
        <translation>angeben, wohin das Image kommt: --out FILE</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>%1 holds the image of %2: %3.</source>
        <translation>%1 enthält das Image von %2: %3.</translation>
    </message>
    <message>
        <source>Hashing %1</source>
        <translation>Prüfsummen von %1</translation>
    </message>
    <message>
        <source>A device with this image fetches %1 of %2 in %3 requests (head %4, data %5).</source>
        <translation>Ein Gerät mit diesem Image holt %1 von %2, Anfragen: %3 (Kopf %4, Daten %5).</translation>
    </message>
    <message>
        <source>Frames: %1 zero, %2 there already, %3 by patches, %4 to fetch.</source>
        <translation>Frames: %1 null, %2 schon da, %3 über Patches, %4 zu holen.</translation>
    </message>
    <message>
        <source>Builds, signs and carries software updates to devices in the field</source>
        <translation>Baut, signiert und bringt Software-Updates zu Geräten im Feld</translation>
    </message>
    <message>
        <source>Print a script for the shell that completes commands and options</source>
        <translation>Ein Skript für die Shell ausgeben, das Befehle und Optionen ergänzt</translation>
    </message>
    <message>
        <source>The shell; only bash so far</source>
        <translation>Die Shell; bisher nur bash</translation>
    </message>
    <message>
        <source>there is a completion for bash only</source>
        <translation>eine Ergänzung gibt es nur für bash</translation>
    </message>
    <message>
        <source>The technician&apos;s key (or FIELDFARE_KEY, or identity.key in ~/.config/fieldfare)</source>
        <translation>Der Schlüssel des Technikers (oder FIELDFARE_KEY, oder identity.key in ~/.config/fieldfare)</translation>
    </message>
    <message>
        <source>Its certificate with the chain (or FIELDFARE_CERT, or identity.crt there)</source>
        <translation>Sein Zertifikat mit der Kette (oder FIELDFARE_CERT, oder identity.crt dort)</translation>
    </message>
    <message>
        <source>The fleet&apos;s root certificate (or FIELDFARE_TRUST, or root.crt there)</source>
        <translation>Das Wurzelzertifikat der Flotte (oder FIELDFARE_TRUST, oder root.crt dort)</translation>
    </message>
    <message>
        <source>The device: an address, a name, [fe80::1%eth0]:8443, or the id of a known device</source>
        <translation>Das Gerät: eine Adresse, ein Name, [fe80::1%eth0]:8443 oder die Kennung eines bekannten Geräts</translation>
    </message>
    <message>
        <source>Going on without the memory of known devices: %1</source>
        <translation>Weiter ohne das Gedächtnis der bekannten Geräte: %1</translation>
    </message>
    <message>
        <source>--to HOST[:PORT] is missing</source>
        <translation>--to HOST[:PORT] fehlt</translation>
    </message>
    <message>
        <source>%1: forgotten</source>
        <translation>%1: vergessen</translation>
    </message>
    <message>
        <source>%1: was not known</source>
        <translation>%1: war nicht bekannt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>MODEL</source>
        <translation>MODELL</translation>
    </message>
    <message>
        <source>RELEASE</source>
        <translation>RELEASE</translation>
    </message>
    <message>
        <source>ADDRESS</source>
        <translation>ADRESSE</translation>
    </message>
    <message>
        <source>SEEN</source>
        <translation>GESEHEN</translation>
    </message>
    <message>
        <source>GROUP</source>
        <translation>GRUPPE</translation>
    </message>
    <message>
        <source>NOTE</source>
        <translation>NOTIZ</translation>
    </message>
    <message>
        <source>No device announces itself here. One that does not can still be reached: fieldfare devices show --to ADDRESS</source>
        <translation>Hier meldet sich kein Gerät. Eines, das es nicht tut, ist trotzdem erreichbar: fieldfare devices show --to ADRESSE</translation>
    </message>
    <message>
        <source>%1 ahead of this laptop</source>
        <translation>%1 vor diesem Laptop</translation>
    </message>
    <message>
        <source>%1 behind this laptop</source>
        <translation>%1 hinter diesem Laptop</translation>
    </message>
    <message>
        <source>installation  %1: %2</source>
        <translation>Installation  %1: %2</translation>
    </message>
    <message>
        <source>passed:</source>
        <translation>bestanden:</translation>
    </message>
    <message>
        <source>FAILED:</source>
        <translation>NICHT BESTANDEN:</translation>
    </message>
    <message>
        <source>this takes one --to only</source>
        <translation>hier geht nur ein --to</translation>
    </message>
    <message>
        <source>device        %1 runs %2%3</source>
        <translation>Gerät         %1 läuft mit %2%3</translation>
    </message>
    <message>
        <source> on trial</source>
        <translation>, im Probelauf</translation>
    </message>
    <message>
        <source>refused       %1</source>
        <translation>abgelehnt     %1</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>, on trial</source>
        <translation>, im Probelauf</translation>
    </message>
    <message>
        <source>, another one starts at the next restart</source>
        <translation>, beim nächsten Neustart startet ein anderes</translation>
    </message>
    <message>
        <source>epoch floor</source>
        <translation>min. Epoche</translation>
    </message>
    <message>
        <source>revoked keys</source>
        <translation>Sperrliste</translation>
    </message>
    <message>
        <source>up for</source>
        <translation>läuft seit</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>Slot</translation>
    </message>
    <message>
        <source>link lost, trying again</source>
        <translation>Verbindung verloren, neuer Versuch</translation>
    </message>
    <message>
        <source>The fleet&apos;s list of withdrawn certificates; its signature is FILE with the ending .cms</source>
        <translation>Die Liste der gesperrten Zertifikate der Flotte; ihre Signatur ist FILE mit der Endung .cms</translation>
    </message>
    <message>
        <source>How long to listen for announcements (3)</source>
        <translation>Wie lange auf Meldungen gehorcht wird (3)</translation>
    </message>
    <message>
        <source>The last N lines (200)</source>
        <translation>Die letzten N Zeilen (200)</translation>
    </message>
    <message>
        <source>Go on with new lines until Ctrl-C</source>
        <translation>Mit neuen Zeilen weitermachen, bis Ctrl-C</translation>
    </message>
    <message>
        <source>Seconds since 1970 instead of this laptop&apos;s time</source>
        <translation>Sekunden seit 1970 statt der Zeit dieses Laptops</translation>
    </message>
    <message>
        <source>List the devices on the network and those known from before</source>
        <translation>Die Geräte im Netz und die von früher bekannten auflisten</translation>
    </message>
    <message>
        <source>Announcements are hints: who a device is, only its certificate proves.</source>
        <translation>Meldungen sind Hinweise: Wer ein Gerät ist, beweist nur sein Zertifikat.</translation>
    </message>
    <message>
        <source>Show what a device runs, its slots and its last installation</source>
        <translation>Zeigen, womit ein Gerät läuft, seine Slots und seine letzte Installation</translation>
    </message>
    <message>
        <source>Show what happens on a device until Ctrl-C</source>
        <translation>Zeigen, was auf einem Gerät geschieht, bis Ctrl-C</translation>
    </message>
    <message>
        <source>Print a device&apos;s log</source>
        <translation>Das Protokoll eines Geräts ausgeben</translation>
    </message>
    <message>
        <source>Restart devices</source>
        <translation>Geräte neu starten</translation>
    </message>
    <message>
        <source>Commit the release that is on trial, without waiting for its checks</source>
        <translation>Das Release im Probelauf bestätigen, ohne auf seine Prüfungen zu warten</translation>
    </message>
    <message>
        <source>Go back to the release before; the device restarts</source>
        <translation>Zum vorigen Release zurückkehren; das Gerät startet neu</translation>
    </message>
    <message>
        <source>Make a device show which one it is (a lamp, its screen)</source>
        <translation>Ein Gerät zeigen lassen, welches es ist (eine Lampe, sein Bildschirm)</translation>
    </message>
    <message>
        <source>Pause the installation that is running</source>
        <translation>Die laufende Installation anhalten</translation>
    </message>
    <message>
        <source>Let a paused installation go on</source>
        <translation>Eine angehaltene Installation weiterlaufen lassen</translation>
    </message>
    <message>
        <source>End the installation that is running, paused or interrupted</source>
        <translation>Die Installation beenden, die läuft, pausiert oder unterbrochen ist</translation>
    </message>
    <message>
        <source>Set the clock of devices to the time of this laptop</source>
        <translation>Die Uhr von Geräten auf die Zeit dieses Laptops stellen</translation>
    </message>
    <message>
        <source>Give devices the list of withdrawn certificates if it is newer than theirs</source>
        <translation>Geräten die Liste der gesperrten Zertifikate geben, wenn sie neuer ist als ihre</translation>
    </message>
    <message>
        <source>Forget which device was at an address, after it was replaced</source>
        <translation>Vergessen, welches Gerät an einer Adresse war, nachdem es ersetzt wurde</translation>
    </message>
    <message>
        <source>clock set</source>
        <translation>Uhr gestellt</translation>
    </message>
    <message>
        <source>has list number %1</source>
        <translation>hat Liste Nummer %1</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>rolls back and restarts</source>
        <translation>wird zurückgenommen und startet neu</translation>
    </message>
    <message>
        <source>shows itself</source>
        <translation>macht sich bemerkbar</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>may go on</source>
        <translation>darf weitermachen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Find devices, look at them and steer them</source>
        <translation>Geräte finden, ansehen und steuern</translation>
    </message>
    <message>
        <source>(may be given more than once)</source>
        <translation>(mehrmals möglich)</translation>
    </message>
    <message>
        <source>COMMAND [options]</source>
        <translation>BEFEHL [Optionen]</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[Optionen]</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>Aufruf: %1</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Optionen jedes Befehls:</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Beispiele:</translation>
    </message>
    <message>
        <source>--%1 is missing</source>
        <translation>--%1 fehlt</translation>
    </message>
    <message>
        <source>%1 is not a role; the roles are release, technician, device and depot</source>
        <translation>%1 ist keine Rolle; die Rollen sind release, technician, device und depot</translation>
    </message>
    <message>
        <source>there is no terminal to ask on; give --expect FINGERPRINT or --yes</source>
        <translation>es gibt kein Terminal, um zu fragen; --expect FINGERPRINT oder --yes angeben</translation>
    </message>
    <message>
        <source>The fleet %1 is in %2.</source>
        <translation>Die Flotte %1 liegt in %2.</translation>
    </message>
    <message>
        <source>Fingerprint of its root: %1</source>
        <translation>Fingerabdruck ihrer Wurzel: %1</translation>
    </message>
    <message>
        <source>Keep this folder offline (a stick in a safe), and a copy of it in another place.
Who has the folder and the passphrase rules every device of the fleet;
if both copies or the passphrase are lost, the fleet can never be updated again.
Devices and laptops need only root.crt.</source>
        <translation>Diesen Ordner offline aufbewahren (ein Stick im Tresor), und eine Kopie davon an einem anderen Ort.
Wer den Ordner und die Passphrase hat, herrscht über jedes Gerät der Flotte;
gehen beide Kopien oder die Passphrase verloren, lässt sich die Flotte nie wieder aktualisieren.
Geräte und Laptops brauchen nur root.crt.</translation>
    </message>
    <message>
        <source>--encrypt and --no-encrypt exclude each other</source>
        <translation>--encrypt und --no-encrypt schließen einander aus</translation>
    </message>
    <message>
        <source>Key:         %1</source>
        <translation>Schlüssel:      %1</translation>
    </message>
    <message>
        <source>Certificate: %1</source>
        <translation>Zertifikat:     %1</translation>
    </message>
    <message>
        <source>Valid until: %1</source>
        <translation>Gültig bis:     %1</translation>
    </message>
    <message>
        <source>Key:         %1 (stays here)</source>
        <translation>Schlüssel:      %1 (bleibt hier)</translation>
    </message>
    <message>
        <source>Request:     %1 (carry this to the keeper of the fleet)</source>
        <translation>Antrag:         %1 (zur Flottenverwaltung bringen)</translation>
    </message>
    <message>
        <source>Fingerprint: %1</source>
        <translation>Fingerabdruck:  %1</translation>
    </message>
    <message>
        <source>with --json nothing is asked; give --expect FINGERPRINT or --yes</source>
        <translation>mit --json wird nichts gefragt; --expect FINGERPRINT oder --yes angeben</translation>
    </message>
    <message>
        <source>%1 wants to be: %2</source>
        <translation>%1 möchte werden: %2</translation>
    </message>
    <message>
        <source>Did the other side read the same fingerprint to you? [y/N]</source>
        <translation>Hat die andere Seite denselben Fingerabdruck vorgelesen? [y/N]</translation>
    </message>
    <message>
        <source>Answer:      %1 (carry this back)</source>
        <translation>Antwort:        %1 (zurückbringen)</translation>
    </message>
    <message>
        <source>Fingerprint of the root, to be compared on import: %1</source>
        <translation>Fingerabdruck der Wurzel, beim Importieren zu vergleichen: %1</translation>
    </message>
    <message>
        <source>This laptop is now %1 (%2) of the fleet %3.</source>
        <translation>Dieser Laptop ist jetzt %1 (%2) der Flotte %3.</translation>
    </message>
    <message>
        <source>Fingerprint of the fleet&apos;s root: %1</source>
        <translation>Fingerabdruck der Wurzel der Flotte: %1</translation>
    </message>
    <message>
        <source>Compare it with what the keeper of the fleet has; if it differs, remove the identity.</source>
        <translation>Ihn mit dem der Flottenverwaltung vergleichen; weicht er ab, die Identität entfernen.</translation>
    </message>
    <message>
        <source>several roles have a %1; say ROLE/%1</source>
        <translation>mehrere Rollen haben %1; ROLE/%1 angeben</translation>
    </message>
    <message>
        <source>the fleet issued nothing called %1, and there is no such file</source>
        <translation>die Flotte hat nichts namens %1 ausgestellt, und eine solche Datei gibt es nicht</translation>
    </message>
    <message>
        <source>List %1 revokes %2 keys.</source>
        <translation>Sperrliste %1; gesperrte Schlüssel: %2.</translation>
    </message>
    <message>
        <source>Carry these to the devices: %1, %2</source>
        <translation>Diese auf die Geräte bringen: %1, %2</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>ROLLE</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>VALID UNTIL</source>
        <translation>GÜLTIG BIS</translation>
    </message>
    <message>
        <source>SERIAL</source>
        <translation>SERIENNUMMER</translation>
    </message>
    <message>
        <source>The folder with the fleet&apos;s keys</source>
        <translation>Der Ordner mit den Schlüsseln der Flotte</translation>
    </message>
    <message>
        <source>release, technician, device or depot</source>
        <translation>release, technician, device oder depot</translation>
    </message>
    <message>
        <source>How long it is valid (release 730, technician 365, device 7300, depot 730)</source>
        <translation>Wie lange es gilt (release 730, technician 365, device 7300, depot 730)</translation>
    </message>
    <message>
        <source>Issue it although this name has a valid certificate</source>
        <translation>Ausstellen, obwohl dieser Name ein gültiges Zertifikat hat</translation>
    </message>
    <message>
        <source>Make a new fleet: its root and four authorities</source>
        <translation>Eine neue Flotte anlegen: ihre Wurzel und vier Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>The fleet&apos;s name, part of every certificate</source>
        <translation>Der Name der Flotte, Teil jedes Zertifikats</translation>
    </message>
    <message>
        <source>The keys are encrypted with one passphrase. Who has the folder and the passphrase rules the fleet; who loses them can never update it again: keep the folder offline, and a copy of it in another place.</source>
        <translation>Die Schlüssel werden mit einer Passphrase verschlüsselt. Wer den Ordner und die Passphrase hat, herrscht über die Flotte; wer sie verliert, kann sie nie wieder aktualisieren: den Ordner offline aufbewahren, und eine Kopie an einem anderen Ort.</translation>
    </message>
    <message>
        <source>Make a key and its certificate</source>
        <translation>Einen Schlüssel und sein Zertifikat machen</translation>
    </message>
    <message>
        <source>Whom or what it is for; also the name of the files</source>
        <translation>Für wen oder was er ist; auch der Name der Dateien</translation>
    </message>
    <message>
        <source>Where NAME.key and NAME.crt go (FLEET_DIR/issued/ROLE)</source>
        <translation>Wohin NAME.key und NAME.crt kommen (FLEET_DIR/issued/ROLE)</translation>
    </message>
    <message>
        <source>Encrypt the key of a device or depot, too</source>
        <translation>Auch den Schlüssel eines Geräts oder Depots verschlüsseln</translation>
    </message>
    <message>
        <source>Leave the key of a release or technician unencrypted</source>
        <translation>Den Schlüssel eines Releases oder Technikers unverschlüsselt lassen</translation>
    </message>
    <message>
        <source>Keys of releases and technicians are encrypted with the passphrase; those of devices and depots are not, since nobody is there to type it.</source>
        <translation>Schlüssel von Releases und Technikern werden mit der Passphrase verschlüsselt; die von Geräten und Depots nicht, weil dort niemand ist, der sie eingibt.</translation>
    </message>
    <message>
        <source>Make a key here and a request for its certificate</source>
        <translation>Hier einen Schlüssel und einen Antrag auf sein Zertifikat machen</translation>
    </message>
    <message>
        <source>Where NAME.key and NAME.request go (this folder)</source>
        <translation>Wohin NAME.key und NAME.request kommen (dieser Ordner)</translation>
    </message>
    <message>
        <source>Leave the key unencrypted</source>
        <translation>Den Schlüssel unverschlüsselt lassen</translation>
    </message>
    <message>
        <source>Carry NAME.request to whoever holds the fleet&apos;s keys; NAME.key stays here. Read the fingerprint to each other by phone before it is approved.</source>
        <translation>NAME.request dorthin bringen, wo die Schlüssel der Flotte verwaltet werden; NAME.key bleibt hier. Vor dem Genehmigen einander am Telefon den Fingerabdruck vorlesen.</translation>
    </message>
    <message>
        <source>Answer a request with a certificate</source>
        <translation>Einen Antrag mit einem Zertifikat beantworten</translation>
    </message>
    <message>
        <source>The file NAME.request</source>
        <translation>Die Datei NAME.request</translation>
    </message>
    <message>
        <source>Where the answer goes (NAME.answer beside the request)</source>
        <translation>Wohin die Antwort kommt (NAME.answer neben dem Antrag)</translation>
    </message>
    <message>
        <source>Approve only if the request has this fingerprint; nothing is asked</source>
        <translation>Nur genehmigen, wenn der Antrag diesen Fingerabdruck hat; nichts wird gefragt</translation>
    </message>
    <message>
        <source>Do not ask whether the fingerprint was compared</source>
        <translation>Nicht fragen, ob der Fingerabdruck verglichen wurde</translation>
    </message>
    <message>
        <source>The file NAME.answer</source>
        <translation>Die Datei NAME.answer</translation>
    </message>
    <message>
        <source>The key made with the request (NAME.key beside the answer or here)</source>
        <translation>Der mit dem Antrag gemachte Schlüssel (NAME.key neben der Antwort oder hier)</translation>
    </message>
    <message>
        <source>Where identity.key, identity.crt and root.crt go (~/.config/fieldfare)</source>
        <translation>Wohin identity.key, identity.crt und root.crt kommen (~/.config/fieldfare)</translation>
    </message>
    <message>
        <source>Import only if the fleet&apos;s root has this fingerprint</source>
        <translation>Nur importieren, wenn die Wurzel der Flotte diesen Fingerabdruck hat</translation>
    </message>
    <message>
        <source>Replace the identity that is there</source>
        <translation>Die vorhandene Identität ersetzen</translation>
    </message>
    <message>
        <source>Withdraw certificates: sign a new list of revoked keys</source>
        <translation>Zertifikate sperren: eine neue Liste der gesperrten Schlüssel signieren</translation>
    </message>
    <message>
        <source>A name, ROLE/NAME, a serial number or a certificate file</source>
        <translation>Ein Name, ROLE/NAME, eine Seriennummer oder eine Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Needs the root&apos;s key. Carry revocations.json and revocations.cms to the devices: by push, in a bundle or on a stick. A revoked key never comes back.</source>
        <translation>Braucht den Schlüssel der Wurzel. revocations.json und revocations.cms auf die Geräte bringen: mit einer Übertragung, in einem Bundle oder auf einem Stick. Ein gesperrter Schlüssel kommt nie zurück.</translation>
    </message>
    <message>
        <source>Show what the fleet&apos;s authorities issued</source>
        <translation>Zeigen, was die Zertifizierungsstellen der Flotte ausgestellt haben</translation>
    </message>
    <message>
        <source>Make a fleet&apos;s keys, issue and revoke certificates</source>
        <translation>Die Schlüssel einer Flotte machen, Zertifikate ausstellen und sperren</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>SENT</source>
        <translation>GESENDET</translation>
    </message>
    <message>
        <source>Install a bundle on one or many devices over the network</source>
        <translation>Ein Bundle über das Netz auf einem oder vielen Geräten installieren</translation>
    </message>
    <message>
        <source>The signed bundle</source>
        <translation>Das signierte Bundle</translation>
    </message>
    <message>
        <source>Restart each device into the release once it is installed</source>
        <translation>Jedes Gerät in das Release neu starten, sobald es installiert ist</translation>
    </message>
    <message>
        <source>Restart, and wait until the release is committed or has gone back</source>
        <translation>Neu starten und warten, bis das Release bestätigt oder zurückgegangen ist</translation>
    </message>
    <message>
        <source>Begin with the first N devices; the rest follows if they are well</source>
        <translation>Mit den ersten N Geräten beginnen; der Rest folgt, wenn sie in Ordnung sind</translation>
    </message>
    <message>
        <source>At most N devices at once (8)</source>
        <translation>Höchstens N Geräte gleichzeitig (8)</translation>
    </message>
    <message>
        <source>Start no more devices after K failures</source>
        <translation>Nach K Fehlschlägen keine weiteren Geräte beginnen</translation>
    </message>
    <message>
        <source>Accept a release that is older than the running one</source>
        <translation>Ein Release annehmen, das älter ist als das laufende</translation>
    </message>
    <message>
        <source>Give a device up when it made no progress for so long (600)</source>
        <translation>Ein Gerät aufgeben, wenn es so lange nicht vorankam (600)</translation>
    </message>
    <message>
        <source>Only what a device does not have yet is sent. Whatever interrupts a push, the same command goes on where it
stopped. Ctrl-C stops sending; the devices keep what they have. A second Ctrl-C ends the program at once.
A list of revoked keys (revocations.json, revocations.cms) beside the root certificate goes to each device
first if the device has an older one.</source>
        <translation>Gesendet wird nur, was ein Gerät noch nicht hat. Was eine Übertragung auch unterbricht: Derselbe Befehl macht weiter,
wo sie aufgehört hat. Ctrl-C hält das Senden an; die Geräte behalten, was sie haben. Ein zweites Ctrl-C beendet das
Programm sofort. Eine Sperrliste (revocations.json, revocations.cms) neben dem Wurzelzertifikat geht zuerst an jedes
Gerät, das eine ältere hat.</translation>
    </message>
    <message>
        <source>%1, %2, signed by %3</source>
        <translation>%1, %2, signiert von %3</translation>
    </message>
    <message>
        <source>
Stopping; Ctrl-C again ends at once.</source>
        <translation>
Hält an; noch ein Ctrl-C beendet sofort.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>offering; the device checks and plans</source>
        <translation>bietet an; das Gerät prüft und plant</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sendet</translation>
    </message>
    <message>
        <source>paused by a person</source>
        <translation>von jemandem pausiert</translation>
    </message>
    <message>
        <source>writing and reading back</source>
        <translation>schreibt und liest zur Kontrolle</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>on trial, health is checked</source>
        <translation>im Probelauf, die Funktion wird geprüft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Not started.</source>
        <translation>Nicht begonnen.</translation>
    </message>
    <message>
        <source>%1 is installed and starts at the next restart.</source>
        <translation>%1 ist installiert und startet beim nächsten Neustart.</translation>
    </message>
    <message>
        <source>%1 runs on trial.</source>
        <translation>%1 läuft im Probelauf.</translation>
    </message>
    <message>
        <source>%1 runs and is committed.</source>
        <translation>%1 läuft und ist bestätigt.</translation>
    </message>
    <message>
        <source>Stopped here. Push again to go on, or end it with: fieldfare devices cancel.</source>
        <translation>Hier angehalten. Erneut übertragen macht weiter; beenden lässt es sich mit: fieldfare devices cancel.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Passphrase of %1: </source>
        <translation>Passphrase von %1: </translation>
    </message>
    <message>
        <source>a passphrase needs at least %1 characters</source>
        <translation>eine Passphrase braucht mindestens %1 Zeichen</translation>
    </message>
    <message>
        <source>New passphrase of %1: </source>
        <translation>Neue Passphrase von %1: </translation>
    </message>
    <message>
        <source>The same again: </source>
        <translation>Dieselbe noch einmal: </translation>
    </message>
    <message>
        <source>the two passphrases differ</source>
        <translation>die beiden Passphrasen sind verschieden</translation>
    </message>
    <message>
        <source>--slot-size needs a size from 64K to 1024G, such as 512M</source>
        <translation>--slot-size braucht eine Größe von 64K bis 1024G, etwa 512M</translation>
    </message>
    <message>
        <source>a virtual device has one slot group: --image rootfs=FILE</source>
        <translation>ein virtuelles Gerät hat eine Slot-Gruppe: --image rootfs=FILE</translation>
    </message>
    <message>
        <source>Make a virtual device in a folder</source>
        <translation>Ein virtuelles Gerät in einem Ordner anlegen</translation>
    </message>
    <message>
        <source>A folder that does not exist yet or is empty</source>
        <translation>Ein Ordner, den es noch nicht gibt oder der leer ist</translation>
    </message>
    <message>
        <source>The fleet that the device belongs to; issues its keys</source>
        <translation>Die Flotte, zu der das Gerät gehört; sie stellt seine Schlüssel aus</translation>
    </message>
    <message>
        <source>Its name and id; the folder&apos;s name by default</source>
        <translation>Sein Name und seine Kennung; Vorgabe: der Name des Ordners</translation>
    </message>
    <message>
        <source>What bundles must be compatible with; acme,gateway by default</source>
        <translation>Wozu Bundles passen müssen; Vorgabe: acme,gateway</translation>
    </message>
    <message>
        <source>The release that it leaves the factory with</source>
        <translation>Das Release, mit dem es das Werk verlässt</translation>
    </message>
    <message>
        <source>Or a bare image, of which nothing is known</source>
        <translation>Oder nur ein Image, von dem nichts bekannt ist</translation>
    </message>
    <message>
        <source>Of each of the two slots, such as 512M</source>
        <translation>Von jedem der beiden Slots, etwa 512M</translation>
    </message>
    <message>
        <source>The device has two slots and a data folder in files, a redundant U-Boot environment, and the configuration device.toml, which may be edited.</source>
        <translation>Das Gerät hat zwei Slots und einen Datenordner in Dateien, eine redundante U-Boot-Umgebung und die Konfiguration device.toml, die sich bearbeiten lässt.</translation>
    </message>
    <message>
        <source>Switch a virtual device on and show its console</source>
        <translation>Ein virtuelles Gerät einschalten und seine Konsole zeigen</translation>
    </message>
    <message>
        <source>The device&apos;s folder</source>
        <translation>Der Ordner des Geräts</translation>
    </message>
    <message>
        <source>Where its agent listens; 127.0.0.1 by default</source>
        <translation>Wo sein Agent horcht; Vorgabe 127.0.0.1</translation>
    </message>
    <message>
        <source>0, the default: the one of the last time, or any that is free</source>
        <translation>0, die Vorgabe: der vom letzten Mal, oder irgendein freier</translation>
    </message>
    <message>
        <source>Make it known on the network (needs avahi-daemon)</source>
        <translation>Es im Netz bekannt machen (braucht avahi-daemon)</translation>
    </message>
    <message>
        <source>Ctrl-C switches it off; killing this program is a power cut, after which it can be switched on again.</source>
        <translation>Ctrl-C schaltet es aus; dieses Programm zu töten ist ein Stromausfall, nach dem es wieder eingeschaltet werden kann.</translation>
    </message>
    <message>
        <source>Practise on a device without hardware</source>
        <translation>An einem Gerät ohne Hardware üben</translation>
    </message>
    <message>
        <source>--fleet is missing: the fleet issues the device&apos;s keys</source>
        <translation>--fleet fehlt: Die Flotte stellt die Schlüssel des Geräts aus</translation>
    </message>
    <message>
        <source>give either --bundle or --image</source>
        <translation>entweder --bundle oder --image angeben</translation>
    </message>
    <message>
        <source>The virtual device %1 is ready: fieldfare virtual-device run %2</source>
        <translation>Das virtuelle Gerät %1 ist bereit: fieldfare virtual-device run %2</translation>
    </message>
    <message>
        <source>%1 entries are in %2, signed by %3.</source>
        <translation>%1 Einträge stehen in %2, signiert von %3.</translation>
    </message>
    <message>
        <source>%1 entries up to number %2 are as %3 signed them on %4.</source>
        <translation>%1 Einträge bis zur Nummer %2 sind so, wie %3 sie am %4 signiert hat.</translation>
    </message>
    <message>
        <source>The log of this computer still holds them.</source>
        <translation>Das Protokoll dieses Rechners enthält sie noch.</translation>
    </message>
    <message>
        <source>The log of this computer begins after them: its oldest part is gone.</source>
        <translation>Das Protokoll dieses Rechners beginnt danach: Sein ältester Teil ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Write the whole log to FILE, signed with the technician&apos;s key</source>
        <translation>Das ganze Protokoll in FILE schreiben, signiert mit dem Schlüssel des Technikers</translation>
    </message>
    <message>
        <source>Check a signed log: who signed it, and that nothing in it was changed</source>
        <translation>Ein signiertes Protokoll prüfen: wer es signiert hat, und dass nichts darin geändert wurde</translation>
    </message>
    <message>
        <source>With --verify: also that the log of this computer still holds what was signed</source>
        <translation>Mit --verify: auch, dass das Protokoll dieses Rechners noch enthält, was signiert wurde</translation>
    </message>
    <message>
        <source>Each entry carries the SHA-256 of the one before it. Where the chain is broken, this is said and the exit code is 7. Who may write the log may also cut off its end; a signed copy shows that later.</source>
        <translation>Jeder Eintrag trägt den SHA-256 des vorigen. Wo die Kette gebrochen ist, wird es gesagt, und der Exit-Code ist 7. Wer das Protokoll schreiben darf, kann auch sein Ende abschneiden; eine signierte Kopie zeigt das später.</translation>
    </message>
    <message>
        <source>--last, --export and --verify exclude each other; --with-log goes with --verify</source>
        <translation>--last, --export und --verify schließen einander aus; --with-log gehört zu --verify</translation>
    </message>
    <message>
        <source>--out and --replace are for a technician&apos;s answer; this one is for a %1 key, whose certificate goes beside it</source>
        <translation>--out und --replace sind für die Antwort eines Technikers; diese ist für einen %1-Schlüssel, dessen Zertifikat neben ihn kommt</translation>
    </message>
    <message>
        <source>Compare it with what the keeper of the fleet has; if it differs, remove the certificate.</source>
        <translation>Mit dem vergleichen, was die Flottenverwaltung hat; weicht er ab, das Zertifikat entfernen.</translation>
    </message>
    <message>
        <source>The backup is in %1, and was read back.</source>
        <translation>Die Sicherung liegt in %1 und wurde zurückgelesen.</translation>
    </message>
    <message>
        <source>Fingerprint of the root: %1</source>
        <translation>Fingerabdruck der Wurzel: %1</translation>
    </message>
    <message>
        <source>It holds %1 of the %2 keys; the others are kept elsewhere and need backups of their own.</source>
        <translation>Sie enthält %1 der %2 Schlüssel; die anderen liegen anderswo und brauchen eigene Sicherungen.</translation>
    </message>
    <message>
        <source>Its keys are opened by the passphrase that the fleet has now; keep that in another place.
Make a new backup when a key was issued, approved or revoked: an old one does not know of it.
Back from it: fieldfare keys restore BACKUP_DIR FLEET_DIR</source>
        <translation>Ihre Schlüssel öffnet die Passphrase, die die Flotte jetzt hat; sie gehört an einen anderen Ort.
Neu sichern, wenn ein Schlüssel ausgestellt, genehmigt oder gesperrt wurde: Eine alte Sicherung weiß davon nichts.
Zurück daraus: fieldfare keys restore BACKUP_DIR FLEET_DIR</translation>
    </message>
    <message>
        <source>The fleet %1 is in %2, as it was on %3.</source>
        <translation>Die Flotte %1 liegt in %2, wie sie am %3 war.</translation>
    </message>
    <message>
        <source>What was issued or revoked since then is not known here: revoke again what was revoked.</source>
        <translation>Was seitdem ausgestellt oder gesperrt wurde, ist hier nicht bekannt: noch einmal sperren, was gesperrt war.</translation>
    </message>
    <message>
        <source>%1 keys of the fleet %2 have the new passphrase.</source>
        <translation>%1 Schlüssel der Flotte %2 haben die neue Passphrase.</translation>
    </message>
    <message>
        <source>Backups and other copies keep the old one, and so do keys that were issued: make a new backup, and destroy the old ones if the old passphrase is known to somebody.</source>
        <translation>Sicherungen und andere Kopien behalten die alte, ausgestellte Schlüssel ebenso: neu sichern, und die alten Sicherungen vernichten, wenn jemand die alte Passphrase kennt.</translation>
    </message>
    <message>
        <source>Take the answer to a request</source>
        <translation>Die Antwort auf einen Antrag übernehmen</translation>
    </message>
    <message>
        <source>A technician&apos;s answer becomes this laptop&apos;s identity. That of a release key (or a device&apos;s, a depot&apos;s) is written as NAME.crt beside NAME.key.</source>
        <translation>Die Antwort eines Technikers wird die Identität dieses Laptops. Die eines Release-Schlüssels (oder eines Geräts, eines Depots) wird als NAME.crt neben NAME.key geschrieben.</translation>
    </message>
    <message>
        <source>Copy the fleet&apos;s authority to a stick, and read it back</source>
        <translation>Die Zertifizierungsstelle der Flotte auf einen Stick kopieren und zurücklesen</translation>
    </message>
    <message>
        <source>Where the folder of the backup is made</source>
        <translation>Wo der Ordner der Sicherung angelegt wird</translation>
    </message>
    <message>
        <source>The encrypted keys of root and authorities as they lie, their certificates, what was issued and revoked. Keys that were issued are not in it. Whoever has it and the passphrase rules the fleet.</source>
        <translation>Die verschlüsselten Schlüssel von Wurzel und Zertifizierungsstellen, wie sie liegen, ihre Zertifikate, was ausgestellt und gesperrt wurde. Ausgestellte Schlüssel sind nicht darin. Wer sie und die Passphrase hat, beherrscht die Flotte.</translation>
    </message>
    <message>
        <source>Make the fleet&apos;s folder anew from a backup</source>
        <translation>Den Ordner der Flotte aus einer Sicherung neu anlegen</translation>
    </message>
    <message>
        <source>The folder of the backup</source>
        <translation>Der Ordner der Sicherung</translation>
    </message>
    <message>
        <source>Where the fleet&apos;s folder is made</source>
        <translation>Wo der Ordner der Flotte angelegt wird</translation>
    </message>
    <message>
        <source>Restore only if the fleet&apos;s root has this fingerprint</source>
        <translation>Nur wiederherstellen, wenn die Wurzel der Flotte diesen Fingerabdruck hat</translation>
    </message>
    <message>
        <source>All of it is compared with its checksums first, and nothing is overwritten.</source>
        <translation>Alles wird zuerst mit seinen Prüfsummen verglichen, und nichts wird überschrieben.</translation>
    </message>
    <message>
        <source>Give the fleet&apos;s authority another passphrase</source>
        <translation>Der Zertifizierungsstelle der Flotte eine andere Passphrase geben</translation>
    </message>
    <message>
        <source>Read the new passphrase from the first line of FILE</source>
        <translation>Die neue Passphrase aus der ersten Zeile von FILE lesen</translation>
    </message>
    <message>
        <source>It is asked for twice on the terminal unless a file has it. Backups and issued keys keep the old one.</source>
        <translation>Sie wird auf dem Terminal zweimal erfragt, wenn keine Datei sie hat. Sicherungen und ausgestellte Schlüssel behalten die alte.</translation>
    </message>
    <message>
        <source>Patches:     %1, for %2 out of the image %3 (%4)</source>
        <translation>Patches:     %1, für %2 aus dem Image %3 (%4)</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Reading or writing failed: {detail}.</source>
        <translation>Lesen oder Schreiben schlug fehl: {detail}.</translation>
    </message>
    <message>
        <source>{path} ({operation})</source>
        <translation>{path} ({operation})</translation>
    </message>
    <message>
        <source>Check the medium and its permissions, then try again.</source>
        <translation>Das Medium und seine Rechte prüfen und dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>Die Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>{path}</source>
        <translation>{path}</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>There is not enough free space: {need} bytes are needed, {have} are free.</source>
        <translation>Der freie Platz reicht nicht: {need} Bytes werden gebraucht, {have} sind frei.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The input is larger than allowed ({have} bytes, limit {limit}).</source>
        <translation>Die Eingabe ist größer als erlaubt ({have} Bytes, Grenze {limit}).</translation>
    </message>
    <message>
        <source>Check that this is the right file.</source>
        <translation>Prüfen, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>A number in the input is out of range.</source>
        <translation>Eine Zahl in der Eingabe liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>{detail}</source>
        <translation>{detail}</translation>
    </message>
    <message>
        <source>The file is damaged or hostile; get it again from its source.</source>
        <translation>Die Datei ist beschädigt oder bösartig; sie erneut aus ihrer Quelle holen.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Der Vorgang wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Start it again when you are ready.</source>
        <translation>Zu gegebener Zeit erneut beginnen.</translation>
    </message>
    <message>
        <source>Nothing happened for too long.</source>
        <translation>Zu lange ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Check the connection or the program and try again.</source>
        <translation>Die Verbindung oder das Programm prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Something else is using it right now.</source>
        <translation>Etwas anderes benutzt es gerade.</translation>
    </message>
    <message>
        <source>Wait until the other work is done, then try again.</source>
        <translation>Warten, bis der andere Vorgang fertig ist, und dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The command was not understood: {detail}.</source>
        <translation>Der Befehl wurde nicht verstanden: {detail}.</translation>
    </message>
    <message>
        <source>See --help.</source>
        <translation>Siehe --help.</translation>
    </message>
    <message>
        <source>The text is not valid JSON: {detail}.</source>
        <translation>Der Text ist kein gültiges JSON: {detail}.</translation>
    </message>
    <message>
        <source>Correct the file or get it again.</source>
        <translation>Die Datei berichtigen oder neu besorgen.</translation>
    </message>
    <message>
        <source>The value of {key} is not allowed: {detail}.</source>
        <translation>Der Wert von {key} ist nicht erlaubt: {detail}.</translation>
    </message>
    <message>
        <source>Correct the value.</source>
        <translation>Den Wert berichtigen.</translation>
    </message>
    <message>
        <source>The key {key} is not known.</source>
        <translation>Der Schlüssel {key} ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Remove it or correct its spelling.</source>
        <translation>Ihn entfernen oder seine Schreibweise berichtigen.</translation>
    </message>
    <message>
        <source>The key {key} is missing.</source>
        <translation>Der Schlüssel {key} fehlt.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>Ihn ergänzen.</translation>
    </message>
    <message>
        <source>The program {program} failed: {detail}.</source>
        <translation>Das Programm {program} schlug fehl: {detail}.</translation>
    </message>
    <message>
        <source>Install or repair the program and try again.</source>
        <translation>Das Programm installieren oder reparieren und erneut versuchen.</translation>
    </message>
    <message>
        <source>This is not supported: {detail}.</source>
        <translation>Das wird nicht unterstützt: {detail}.</translation>
    </message>
    <message>
        <source>Use a newer version, or another way.</source>
        <translation>Eine neuere Version oder einen anderen Weg nehmen.</translation>
    </message>
    <message>
        <source>The certificate cannot be read: {detail}.</source>
        <translation>Das Zertifikat ist nicht lesbar: {detail}.</translation>
    </message>
    <message>
        <source>Check that the file holds a certificate in PEM form.</source>
        <translation>Prüfen, ob die Datei ein Zertifikat in PEM-Form enthält.</translation>
    </message>
    <message>
        <source>The key cannot be used: {detail}.</source>
        <translation>Der Schlüssel ist nicht verwendbar: {detail}.</translation>
    </message>
    <message>
        <source>Use an RSA key of at least 3072 bits or an ECDSA key on P-256 or P-384.</source>
        <translation>Einen RSA-Schlüssel mit mindestens 3072 Bit oder einen ECDSA-Schlüssel auf P-256 oder P-384 nehmen.</translation>
    </message>
    <message>
        <source>The key and the certificate do not belong together.</source>
        <translation>Schlüssel und Zertifikat gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>Choose the key that this certificate was issued for.</source>
        <translation>Den Schlüssel wählen, für den dieses Zertifikat ausgestellt wurde.</translation>
    </message>
    <message>
        <source>The passphrase does not open the key.</source>
        <translation>Die Passphrase öffnet den Schlüssel nicht.</translation>
    </message>
    <message>
        <source>Enter the passphrase again.</source>
        <translation>Die Passphrase noch einmal eingeben.</translation>
    </message>
    <message>
        <source>The token cannot be used: {detail}.</source>
        <translation>Das Token ist nicht verwendbar: {detail}.</translation>
    </message>
    <message>
        <source>Insert the token, check its PKCS#11 module and PIN, and try again.</source>
        <translation>Das Token einstecken, sein PKCS#11-Modul und die PIN prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Signing failed: {detail}.</source>
        <translation>Das Signieren schlug fehl: {detail}.</translation>
    </message>
    <message>
        <source>Check the key or token and try again.</source>
        <translation>Den Schlüssel oder das Token prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The signature does not match the content: {detail}.</source>
        <translation>Die Signatur passt nicht zum Inhalt: {detail}.</translation>
    </message>
    <message>
        <source>Get the file again from its source; do not install it.</source>
        <translation>Die Datei erneut aus ihrer Quelle holen; sie nicht installieren.</translation>
    </message>
    <message>
        <source>The signature was made by a key that this fleet does not trust ({signer}).</source>
        <translation>Die Signatur stammt von einem Schlüssel, dem diese Flotte nicht vertraut ({signer}).</translation>
    </message>
    <message>
        <source>Ask for a bundle signed by this fleet, or check the trusted root.</source>
        <translation>Ein von dieser Flotte signiertes Bundle verlangen oder das vertraute Wurzelzertifikat prüfen.</translation>
    </message>
    <message>
        <source>The certificate of {subject} does not belong to this fleet.</source>
        <translation>Das Zertifikat von {subject} gehört nicht zu dieser Flotte.</translation>
    </message>
    <message>
        <source>Check that both ends belong to the same fleet.</source>
        <translation>Prüfen, ob beide Enden zur selben Flotte gehören.</translation>
    </message>
    <message>
        <source>The certificate may not be used for this: it needs the role {want}, it has {have}.</source>
        <translation>Das Zertifikat darf hierfür nicht benutzt werden: Nötig ist die Rolle {want}, es hat {have}.</translation>
    </message>
    <message>
        <source>{subject}</source>
        <translation>{subject}</translation>
    </message>
    <message>
        <source>Use a certificate that was issued for this role.</source>
        <translation>Ein Zertifikat nehmen, das für diese Rolle ausgestellt wurde.</translation>
    </message>
    <message>
        <source>The certificate of {subject} expired on {date}.</source>
        <translation>Das Zertifikat von {subject} ist am {date} abgelaufen.</translation>
    </message>
    <message>
        <source>Renew it, or ask for a bundle signed by a valid key.</source>
        <translation>Es erneuern oder ein mit einem gültigen Schlüssel signiertes Bundle verlangen.</translation>
    </message>
    <message>
        <source>The certificate of {subject} was revoked.</source>
        <translation>Das Zertifikat von {subject} wurde gesperrt.</translation>
    </message>
    <message>
        <source>Use another certificate; ask the keeper of the fleet&apos;s authority.</source>
        <translation>Ein anderes Zertifikat nehmen; bei der Flottenverwaltung nachfragen.</translation>
    </message>
    <message>
        <source>The certificate chain of {subject} is longer than allowed.</source>
        <translation>Die Zertifikatskette von {subject} ist länger als erlaubt.</translation>
    </message>
    <message>
        <source>Use a certificate issued directly by a role&apos;s authority.</source>
        <translation>Ein Zertifikat nehmen, das die Zertifizierungsstelle einer Rolle unmittelbar ausgestellt hat.</translation>
    </message>
    <message>
        <source>The bundle has {have} accepted signatures; this device needs {need}.</source>
        <translation>Anerkannte Signaturen des Bundles: {have}; dieses Gerät verlangt {need}.</translation>
    </message>
    <message>
        <source>Have the missing signers sign it with: fieldfare bundle sign.</source>
        <translation>Die Fehlenden signieren lassen, mit: fieldfare bundle sign.</translation>
    </message>
    <message>
        <source>It is already there: {detail}.</source>
        <translation>Es ist schon da: {detail}.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another place or name, or remove the old one yourself.</source>
        <translation>Nichts wurde verändert. Einen anderen Ort oder Namen wählen oder das alte selbst entfernen.</translation>
    </message>
    <message>
        <source>The device&apos;s list of revoked keys is damaged, lost or older than one it had: {detail}.</source>
        <translation>Die Sperrliste des Geräts ist beschädigt, verloren oder älter als eine, die es schon hatte: {detail}.</translation>
    </message>
    <message>
        <source>Send the fleet&apos;s current list to the device (fieldfare devices revocations); a push does it by itself.</source>
        <translation>Dem Gerät die aktuelle Sperrliste der Flotte schicken (fieldfare devices revocations); eine Übertragung tut es von selbst.</translation>
    </message>
    <message>
        <source>The bundle is damaged or was changed: {detail}.</source>
        <translation>Das Bundle ist beschädigt oder wurde verändert: {detail}.</translation>
    </message>
    <message>
        <source>{member}</source>
        <translation>{member}</translation>
    </message>
    <message>
        <source>Get the bundle again from its source.</source>
        <translation>Das Bundle erneut aus seiner Quelle holen.</translation>
    </message>
    <message>
        <source>The index of the bundle is damaged or was changed: {detail}.</source>
        <translation>Der Index des Bundles ist beschädigt oder wurde verändert: {detail}.</translation>
    </message>
    <message>
        <source>The content does not match its signed checksum.</source>
        <translation>Der Inhalt stimmt nicht mit seiner signierten Prüfsumme überein.</translation>
    </message>
    <message>
        <source>{member}, byte {offset}</source>
        <translation>{member}, Byte {offset}</translation>
    </message>
    <message>
        <source>Get the bundle again from its source; check the medium or network.</source>
        <translation>Das Bundle erneut aus seiner Quelle holen; Medium oder Netz prüfen.</translation>
    </message>
    <message>
        <source>The bundle has format {have}; this version knows up to {limit}.</source>
        <translation>Das Bundle hat das Format {have}; diese Version kennt Formate bis {limit}.</translation>
    </message>
    <message>
        <source>Update Fieldfare, or build the bundle for an older format.</source>
        <translation>Fieldfare aktualisieren oder das Bundle in einem älteren Format bauen.</translation>
    </message>
    <message>
        <source>The bundle requires {feature}, which this version does not know.</source>
        <translation>Das Bundle verlangt {feature}; diese Version kennt das nicht.</translation>
    </message>
    <message>
        <source>Update Fieldfare first.</source>
        <translation>Zuerst Fieldfare aktualisieren.</translation>
    </message>
    <message>
        <source>The bundle is incomplete: it has {have} bytes, {need} are needed.</source>
        <translation>Das Bundle ist unvollständig: Es hat {have} Bytes, nötig sind {need}.</translation>
    </message>
    <message>
        <source>Copy or download the bundle again.</source>
        <translation>Das Bundle noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The bundle is not signed.</source>
        <translation>Das Bundle ist nicht signiert.</translation>
    </message>
    <message>
        <source>Sign it with: fieldfare bundle sign.</source>
        <translation>Signieren mit: fieldfare bundle sign.</translation>
    </message>
    <message>
        <source>The compressed data is not what the signed index says: {detail}.</source>
        <translation>Die komprimierten Daten sind nicht, was der signierte Index sagt: {detail}.</translation>
    </message>
    <message>
        <source>Do not install it; tell whoever built and signed the bundle.</source>
        <translation>Es nicht installieren; bei dem nachfragen, der das Bundle gebaut und signiert hat.</translation>
    </message>
    <message>
        <source>The recipe is not valid: {detail}.</source>
        <translation>Das Rezept ist nicht gültig: {detail}.</translation>
    </message>
    <message>
        <source>{path}, line {line}, key {key}</source>
        <translation>{path}, Zeile {line}, Schlüssel {key}</translation>
    </message>
    <message>
        <source>Correct the line; every key is explained in docs/RECIPE.md.</source>
        <translation>Die Zeile berichtigen; docs/RECIPE.md erklärt jeden Schlüssel.</translation>
    </message>
    <message>
        <source>It cannot be seen whether the image carries a Fieldfare agent.</source>
        <translation>Es ist nicht zu erkennen, ob das Image einen Fieldfare-Agenten enthält.</translation>
    </message>
    <message>
        <source>Say it in the recipe: carries-agent = true or false under [release].</source>
        <translation>Im Rezept angeben: carries-agent = true oder false unter [release].</translation>
    </message>
    <message>
        <source>The file system has blocks of {have} bytes: devices will fetch more than they would have to.</source>
        <translation>Das Dateisystem hat Blöcke von {have} Bytes: Geräte holen mehr, als sie müssten.</translation>
    </message>
    <message>
        <source>Make it with blocks of 4096 bytes: mkfs.ext4 -b 4096.</source>
        <translation>Es mit Blöcken von 4096 Bytes anlegen: mkfs.ext4 -b 4096.</translation>
    </message>
    <message>
        <source>The configuration is not valid: {detail}.</source>
        <translation>Die Konfiguration ist nicht gültig: {detail}.</translation>
    </message>
    <message>
        <source>Correct the line.</source>
        <translation>Die Zeile berichtigen.</translation>
    </message>
    <message>
        <source>The image does not fit: it needs {need} bytes, the slot has {have}.</source>
        <translation>Das Image passt nicht: Es braucht {need} Bytes, der Slot hat {have}.</translation>
    </message>
    <message>
        <source>slot {slot}</source>
        <translation>Slot {slot}</translation>
    </message>
    <message>
        <source>Use a smaller image or a device with larger slots.</source>
        <translation>Ein kleineres Image oder ein Gerät mit größeren Slots nehmen.</translation>
    </message>
    <message>
        <source>The slot is in use (mounted or opened by another program).</source>
        <translation>Der Slot ist in Gebrauch (eingehängt oder von einem anderen Programm geöffnet).</translation>
    </message>
    <message>
        <source>Unmount it and try again.</source>
        <translation>Ihn aushängen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The device has no slot for this payload.</source>
        <translation>Das Gerät hat keinen Slot für diesen Payload.</translation>
    </message>
    <message>
        <source>payload {payload}, group {group}</source>
        <translation>Payload {payload}, Gruppe {group}</translation>
    </message>
    <message>
        <source>Check that the bundle is for this device.</source>
        <translation>Prüfen, ob das Bundle für dieses Gerät ist.</translation>
    </message>
    <message>
        <source>The bundle is not for this device: it is for {want}, the device is {have}.</source>
        <translation>Das Bundle ist nicht für dieses Gerät: Es ist für {want}, das Gerät ist {have}.</translation>
    </message>
    <message>
        <source>Choose the bundle for this model.</source>
        <translation>Das Bundle für dieses Modell wählen.</translation>
    </message>
    <message>
        <source>The release has epoch {have}; this device accepts {need} and newer.</source>
        <translation>Das Release hat die Epoche {have}; dieses Gerät nimmt {need} und höher an.</translation>
    </message>
    <message>
        <source>Use a newer release; going back below the floor is not possible.</source>
        <translation>Ein neueres Release nehmen; unter die niedrigste Epoche führt kein Weg zurück.</translation>
    </message>
    <message>
        <source>The release {have} is older than the running {want}.</source>
        <translation>Das Release {have} ist älter als das laufende {want}.</translation>
    </message>
    <message>
        <source>Add --allow-older if that is what you want.</source>
        <translation>--allow-older hinzufügen, wenn das so gewollt ist.</translation>
    </message>
    <message>
        <source>The release needs {want} to be installed first; the device runs {have}.</source>
        <translation>Vor diesem Release muss {want} installiert sein; das Gerät läuft mit {have}.</translation>
    </message>
    <message>
        <source>Install that release first.</source>
        <translation>Zuerst jenes Release installieren.</translation>
    </message>
    <message>
        <source>The release carries no Fieldfare agent: the device could not be reached after it.</source>
        <translation>Das Release enthält keinen Fieldfare-Agenten: Das Gerät wäre danach nicht mehr erreichbar.</translation>
    </message>
    <message>
        <source>Add the agent to the image, or allow it in the device&apos;s policy.</source>
        <translation>Den Agenten in das Image aufnehmen oder es in der Richtlinie des Geräts erlauben.</translation>
    </message>
    <message>
        <source>The running release is on trial and not yet committed.</source>
        <translation>Das laufende Release ist im Probelauf und noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>{slot}</source>
        <translation>{slot}</translation>
    </message>
    <message>
        <source>Commit it or roll it back first.</source>
        <translation>Es zuerst bestätigen oder zurücknehmen.</translation>
    </message>
    <message>
        <source>Another installation is running.</source>
        <translation>Eine andere Installation läuft.</translation>
    </message>
    <message>
        <source>{id}</source>
        <translation>{id}</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it.</source>
        <translation>Auf sie warten oder sie abbrechen.</translation>
    </message>
    <message>
        <source>There is no such installation.</source>
        <translation>Eine solche Installation gibt es nicht.</translation>
    </message>
    <message>
        <source>Look at the device&apos;s status and offer the bundle again.</source>
        <translation>Den Zustand des Geräts ansehen und das Bundle erneut anbieten.</translation>
    </message>
    <message>
        <source>No release is on trial.</source>
        <translation>Kein Release ist im Probelauf.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Nichts ist zu tun.</translation>
    </message>
    <message>
        <source>There is no other good release to go back to.</source>
        <translation>Es gibt kein anderes gutes Release, zu dem es zurückgehen könnte.</translation>
    </message>
    <message>
        <source>Install a release instead.</source>
        <translation>Stattdessen ein Release installieren.</translation>
    </message>
    <message>
        <source>The health check {check} failed: {detail}.</source>
        <translation>Die Funktionsprüfung {check} schlug fehl: {detail}.</translation>
    </message>
    <message>
        <source>The device went back to the release before. Correct the release and install it again.</source>
        <translation>Das Gerät ging auf das vorige Release zurück. Das Release berichtigen und erneut installieren.</translation>
    </message>
    <message>
        <source>The new release did not start; the boot loader went back to the one before.</source>
        <translation>Das neue Release startete nicht; der Bootloader ging auf das vorige zurück.</translation>
    </message>
    <message>
        <source>Look at the device&apos;s console log, correct the release and install it again.</source>
        <translation>Das Konsolenprotokoll des Geräts ansehen, das Release berichtigen und erneut installieren.</translation>
    </message>
    <message>
        <source>A person rolled the release back.</source>
        <translation>Jemand hat das Release zurückgenommen.</translation>
    </message>
    <message>
        <source>Install it again when it is wanted.</source>
        <translation>Es erneut installieren, wenn es gewünscht ist.</translation>
    </message>
    <message>
        <source>The medium did not keep what was written.</source>
        <translation>Das Medium hat nicht behalten, was geschrieben wurde.</translation>
    </message>
    <message>
        <source>slot {slot}, byte {offset}</source>
        <translation>Slot {slot}, Byte {offset}</translation>
    </message>
    <message>
        <source>Try again; if it happens again, replace the medium.</source>
        <translation>Erneut versuchen; geschieht es wieder, das Medium ersetzen.</translation>
    </message>
    <message>
        <source>The source of the bundle went away: {detail}.</source>
        <translation>Die Quelle des Bundles ging verloren: {detail}.</translation>
    </message>
    <message>
        <source>Offer the bundle again: the installation goes on where it stopped.</source>
        <translation>Das Bundle erneut anbieten: Die Installation geht weiter, wo sie aufgehört hat.</translation>
    </message>
    <message>
        <source>The installer&apos;s journal is damaged: {detail}.</source>
        <translation>Das Journal des Installers ist beschädigt: {detail}.</translation>
    </message>
    <message>
        <source>Nothing needs to be done: the state was taken from the boot environment.</source>
        <translation>Nichts ist zu tun: Der Zustand wurde der Boot-Umgebung entnommen.</translation>
    </message>
    <message>
        <source>The device&apos;s data partition is full or read-only.</source>
        <translation>Die Datenpartition des Geräts ist voll oder schreibgeschützt.</translation>
    </message>
    <message>
        <source>Free space or repair it; commit and roll back still work.</source>
        <translation>Platz schaffen oder sie reparieren; Bestätigen und Zurücknehmen gehen weiterhin.</translation>
    </message>
    <message>
        <source>The policy of this device does not allow it: {detail}.</source>
        <translation>Die Richtlinie dieses Geräts erlaubt es nicht: {detail}.</translation>
    </message>
    <message>
        <source>Ask the owner of the device.</source>
        <translation>Beim Eigentümer des Geräts nachfragen.</translation>
    </message>
    <message>
        <source>The boot environment cannot be used: {detail}.</source>
        <translation>Die Boot-Umgebung ist nicht verwendbar: {detail}.</translation>
    </message>
    <message>
        <source>See docs/BOOTLOADERS.md; fieldfare-installer check-config tells whether it is right again.</source>
        <translation>Siehe docs/BOOTLOADERS.md; fieldfare-installer check-config sagt, ob sie wieder in Ordnung ist.</translation>
    </message>
    <message>
        <source>It is not clear from which slot the device runs: {detail}.</source>
        <translation>Es ist nicht klar, aus welchem Slot das Gerät läuft: {detail}.</translation>
    </message>
    <message>
        <source>Check the slots in device.toml against what is mounted.</source>
        <translation>Die Slots in device.toml mit dem vergleichen, was eingehängt ist.</translation>
    </message>
    <message>
        <source>A message was not understood: {detail}.</source>
        <translation>Eine Nachricht wurde nicht verstanden: {detail}.</translation>
    </message>
    <message>
        <source>Update the older side; report it if both are current.</source>
        <translation>Die ältere Seite aktualisieren; es melden, wenn beide aktuell sind.</translation>
    </message>
    <message>
        <source>The device reported: {detail}.</source>
        <translation>Das Gerät meldete: {detail}.</translation>
    </message>
    <message>
        <source>{device}</source>
        <translation>{device}</translation>
    </message>
    <message>
        <source>Look at the device&apos;s log.</source>
        <translation>Das Protokoll des Geräts ansehen.</translation>
    </message>
    <message>
        <source>The data did not start where it was expected ({have} instead of {need}).</source>
        <translation>Die Daten begannen nicht, wo sie erwartet wurden ({have} statt {need}).</translation>
    </message>
    <message>
        <source>Ask the device for its needed ranges again.</source>
        <translation>Das Gerät noch einmal nach den nötigen Bereichen fragen.</translation>
    </message>
    <message>
        <source>The server cannot be used: {detail}.</source>
        <translation>Der Server ist nicht verwendbar: {detail}.</translation>
    </message>
    <message>
        <source>Use a server that supports range requests over HTTPS or HTTP.</source>
        <translation>Einen Server nehmen, der Bereichsanfragen über HTTPS oder HTTP unterstützt.</translation>
    </message>
    <message>
        <source>The device&apos;s installer does not answer: {detail}.</source>
        <translation>Der Installer des Geräts antwortet nicht: {detail}.</translation>
    </message>
    <message>
        <source>Wait a moment and try again; look at the device&apos;s log if it stays so.</source>
        <translation>Kurz warten und erneut versuchen; bleibt es so, das Protokoll des Geräts ansehen.</translation>
    </message>
    <message>
        <source>The installation takes no data now; it is {state}.</source>
        <translation>Die Installation nimmt jetzt keine Daten an; sie ist {state}.</translation>
    </message>
    <message>
        <source>Resume it, or offer the bundle again.</source>
        <translation>Sie fortsetzen oder das Bundle erneut anbieten.</translation>
    </message>
    <message>
        <source>The installation is paused.</source>
        <translation>Die Installation ist pausiert.</translation>
    </message>
    <message>
        <source>Continue it, then go on.</source>
        <translation>Sie fortsetzen und dann weitermachen.</translation>
    </message>
    <message>
        <source>The device&apos;s API has no such address.</source>
        <translation>Die API des Geräts hat keine solche Adresse.</translation>
    </message>
    <message>
        <source>Use versions of the programs that belong together.</source>
        <translation>Versionen der Programme nehmen, die zusammengehören.</translation>
    </message>
    <message>
        <source>The address does not take the method {method}.</source>
        <translation>Die Adresse nimmt die Methode {method} nicht an.</translation>
    </message>
    <message>
        <source>The request was not understood: {detail}.</source>
        <translation>Die Anfrage wurde nicht verstanden: {detail}.</translation>
    </message>
    <message>
        <source>The device has as many connections as it allows.</source>
        <translation>Das Gerät hat so viele Verbindungen, wie es erlaubt.</translation>
    </message>
    <message>
        <source>Close other programs that speak to it, then try again.</source>
        <translation>Andere Programme schließen, die mit ihm sprechen, und dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The device does not answer: {detail}.</source>
        <translation>Das Gerät antwortet nicht: {detail}.</translation>
    </message>
    <message>
        <source>Check the cable, the address and that the agent runs.</source>
        <translation>Das Kabel und die Adresse prüfen und ob der Agent läuft.</translation>
    </message>
    <message>
        <source>The link to the device was lost.</source>
        <translation>Die Verbindung zum Gerät ging verloren.</translation>
    </message>
    <message>
        <source>Check the network and push again: it goes on where it stopped.</source>
        <translation>Das Netz prüfen und erneut übertragen: Es geht weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>No secure connection: {detail}.</source>
        <translation>Keine sichere Verbindung: {detail}.</translation>
    </message>
    <message>
        <source>Check the identity and the trusted root on both ends.</source>
        <translation>Identität und vertrautes Wurzelzertifikat an beiden Enden prüfen.</translation>
    </message>
    <message>
        <source>Another device answered: {have} instead of {want}.</source>
        <translation>Ein anderes Gerät hat geantwortet: {have} statt {want}.</translation>
    </message>
    <message>
        <source>Check the address; remove the remembered device if it was replaced.</source>
        <translation>Die Adresse prüfen; wurde das Gerät ersetzt, das gemerkte entfernen.</translation>
    </message>
    <message>
        <source>This laptop has no technician&apos;s identity.</source>
        <translation>Dieser Laptop hat keine Identität als Techniker.</translation>
    </message>
    <message>
        <source>Give --key and --cert, or import one with: fieldfare keys import.</source>
        <translation>--key und --cert angeben oder eine importieren mit: fieldfare keys import.</translation>
    </message>
    <message>
        <source>Devices cannot be searched for: the Avahi service does not answer ({detail}).</source>
        <translation>Geräte lassen sich nicht suchen: Der Dienst Avahi antwortet nicht ({detail}).</translation>
    </message>
    <message>
        <source>Install and start avahi-daemon, or give the device&apos;s address with --to.</source>
        <translation>avahi-daemon installieren und starten oder die Adresse des Geräts mit --to angeben.</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>The token refused the PIN.</source>
        <translation>Das Token hat die PIN abgelehnt.</translation>
    </message>
    <message>
        <source>Enter it again with care: after a few wrong ones a token locks itself.</source>
        <translation>Sie mit Bedacht noch einmal eingeben: Nach ein paar falschen sperrt sich ein Token selbst.</translation>
    </message>
    <message>
        <source>The token is locked after too many wrong PINs.</source>
        <translation>Das Token ist nach zu vielen falschen PINs gesperrt.</translation>
    </message>
    <message>
        <source>Have the token&apos;s security officer unlock it; until then no PIN opens it.</source>
        <translation>Es vom Security Officer des Tokens entsperren lassen; bis dahin öffnet es keine PIN.</translation>
    </message>
    <message>
        <source>The token is not inserted, or holds no such key.</source>
        <translation>Das Token steckt nicht, oder es enthält keinen solchen Schlüssel.</translation>
    </message>
    <message>
        <source>Insert the token, and compare the address with what pkcs11-tool --list-objects --login shows.</source>
        <translation>Das Token einstecken und die Adresse mit dem vergleichen, was pkcs11-tool --list-objects --login zeigt.</translation>
    </message>
    <message>
        <source>The backup cannot be used: {detail}.</source>
        <translation>Die Sicherung kann nicht benutzt werden: {detail}.</translation>
    </message>
    <message>
        <source>Use another copy of it; make a new one as long as the fleet&apos;s folder is there.</source>
        <translation>Eine andere Kopie davon nehmen; neu sichern, solange der Ordner der Flotte da ist.</translation>
    </message>
    <message>
        <source>The log of what was done is not whole: {detail}.</source>
        <translation>Das Protokoll dessen, was getan wurde, ist nicht heil: {detail}.</translation>
    </message>
    <message>
        <source>Keep a copy of its files, and find out who changed it.</source>
        <translation>Eine Kopie seiner Dateien aufbewahren und herausfinden, wer es geändert hat.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>checking the bundle</source>
        <translation>prüft das Bundle</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>empfängt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>reading back</source>
        <translation>liest zur Kontrolle</translation>
    </message>
    <message>
        <source>installed, waits for the restart</source>
        <translation>installiert, wartet auf den Neustart</translation>
    </message>
    <message>
        <source>on trial</source>
        <translation>im Probelauf</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>fell back</source>
        <translation>zurückgefallen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
</TS>
