<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>ActivityChooser</name>
    <message>
        <source>Save the shown entries</source>
        <translation>Die gezeigten Einträge sichern</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Tabelle für Tabellenkalkulationen (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Signed copy of the whole log (*.fflog)</source>
        <translation>Signierte Kopie des ganzen Protokolls (*.fflog)</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>%1 of %2 entries</source>
        <translation>%1 von %2 Einträgen</translation>
    </message>
    <message>
        <source>The log was changed or damaged</source>
        <translation>Das Protokoll wurde verändert oder beschädigt</translation>
    </message>
    <message>
        <source>What stands before it is as it was written. Keep a copy of the file and find out who changed it.</source>
        <translation>Was davor steht, ist so, wie es geschrieben wurde. Eine Kopie der Datei aufheben und herausfinden, wer sie verändert hat.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gesichert als %1</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>Kein Eintrag passt.</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>Noch wurde nichts getan</translation>
    </message>
    <message>
        <source>Pushes and what becomes of each device, acts with keys, and what is done to a device by hand are written here. Each entry carries the checksum of the one before it: what is changed later is seen.</source>
        <translation>Hier stehen Übertragungen und was aus jedem Gerät wurde, Vorgänge mit Schlüsseln und alles, was an einem Gerät von Hand getan wird. Jeder Eintrag trägt die Prüfsumme des vorigen: Was später verändert wird, fällt auf.</translation>
    </message>
</context>
<context>
    <name>ActivityTools</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>Alle Geräte</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Passphrase of the technician&apos;s key</source>
        <translation>Passphrase des Technikerschlüssels</translation>
    </message>
    <message>
        <source>It signs the copy of the log.</source>
        <translation>Er signiert die Kopie des Protokolls.</translation>
    </message>
</context>
<context>
    <name>ActivityWords</name>
    <message>
        <source>Push started</source>
        <translation>Übertragung begonnen</translation>
    </message>
    <message>
        <source>Device done</source>
        <translation>Gerät fertig</translation>
    </message>
    <message>
        <source>Push finished</source>
        <translation>Übertragung beendet</translation>
    </message>
    <message>
        <source>Restarted by hand</source>
        <translation>Von Hand neu gestartet</translation>
    </message>
    <message>
        <source>Committed by hand</source>
        <translation>Von Hand bestätigt</translation>
    </message>
    <message>
        <source>Rolled back by hand</source>
        <translation>Von Hand zurückgenommen</translation>
    </message>
    <message>
        <source>Bundle signed</source>
        <translation>Bundle signiert</translation>
    </message>
    <message>
        <source>Bundle built, not signed</source>
        <translation>Bundle gebaut, nicht signiert</translation>
    </message>
    <message>
        <source>Fleet created</source>
        <translation>Flotte angelegt</translation>
    </message>
    <message>
        <source>Fleet joined</source>
        <translation>Flotte beigetreten</translation>
    </message>
    <message>
        <source>Key issued</source>
        <translation>Schlüssel ausgestellt</translation>
    </message>
    <message>
        <source>Request approved</source>
        <translation>Antrag genehmigt</translation>
    </message>
    <message>
        <source>Key renewed</source>
        <translation>Schlüssel erneuert</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>Schlüssel gesperrt</translation>
    </message>
    <message>
        <source>Key opened by its passphrase</source>
        <translation>Schlüssel mit Passphrase geöffnet</translation>
    </message>
    <message>
        <source>Keys locked</source>
        <translation>Schlüssel verschlossen</translation>
    </message>
    <message>
        <source>Practice made</source>
        <translation>Übung angelegt</translation>
    </message>
    <message>
        <source>Practice removed</source>
        <translation>Übung entfernt</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>Neu gestartet</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>Zurückgefallen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Bundles</source>
        <translation>Bundles</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Entry %1 in %2 cannot be read.</source>
        <translation>Eintrag %1 in %2 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Before entry %1 in %2, entries are missing.</source>
        <translation>Vor Eintrag %1 in %2 fehlen Einträge.</translation>
    </message>
    <message>
        <source>Entry %1 in %2 does not follow the one before it.</source>
        <translation>Eintrag %1 in %2 schließt nicht an den vorigen an.</translation>
    </message>
    <message>
        <source>Authority backed up</source>
        <translation>Zertifizierungsstelle gesichert</translation>
    </message>
    <message>
        <source>Authority restored</source>
        <translation>Zertifizierungsstelle wiederhergestellt</translation>
    </message>
    <message>
        <source>Passphrase changed</source>
        <translation>Passphrase geändert</translation>
    </message>
    <message>
        <source>Key imported</source>
        <translation>Schlüssel übernommen</translation>
    </message>
</context>
<context>
    <name>AddDeviceDialog</name>
    <message>
        <source>Add a device by its address</source>
        <translation>Ein Gerät über seine Adresse hinzufügen</translation>
    </message>
    <message>
        <source>A name, an IPv4 or an IPv6 address; with another port than 8443, add it after a colon. At the other end of a single cable: fe80::…%eth0.</source>
        <translation>Ein Name, eine IPv4- oder eine IPv6-Adresse; einen anderen Port als 8443 nach einem Doppelpunkt anfügen. Am anderen Ende eines einzelnen Kabels: fe80::…%eth0.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Note (for you)</source>
        <translation>Notiz (nur hier)</translation>
    </message>
    <message>
        <source>Hall 3, second cabinet</source>
        <translation>Halle 3, zweiter Schrank</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>ApproveKeyPage</name>
    <message>
        <source>Approve a request</source>
        <translation>Einen Antrag genehmigen</translation>
    </message>
    <message>
        <source>The file NAME.request</source>
        <translation>Die Datei NAME.request</translation>
    </message>
    <message>
        <source>A request is not secret, but somebody may have changed it on its way: compare the fingerprint by phone.</source>
        <translation>Ein Antrag ist nicht geheim, kann aber unterwegs verändert worden sein: den Fingerabdruck am Telefon vergleichen.</translation>
    </message>
    <message>
        <source>Wants to be</source>
        <translation>Möchte werden</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>That is</source>
        <translation>Das heißt</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>They read the same fingerprint to me</source>
        <translation>Mir wurde derselbe Fingerabdruck vorgelesen</translation>
    </message>
    <message>
        <source>They have a certificate of this name already, and this one follows it</source>
        <translation>Unter diesem Namen gibt es schon ein Zertifikat; dieses folgt darauf</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the request</source>
        <translation>Den Antrag wählen</translation>
    </message>
    <message>
        <source>Requests (*.request)</source>
        <translation>Anträge (*.request)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>BundleChooser</name>
    <message>
        <source>Choose a bundle</source>
        <translation>Ein Bundle wählen</translation>
    </message>
    <message>
        <source>Fieldfare bundles (*.ffb)</source>
        <translation>Fieldfare-Bundles (*.ffb)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>BundleComparison</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
</context>
<context>
    <name>BundlePage</name>
    <message>
        <source>Back to the bundles</source>
        <translation>Zurück zu den Bundles</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>Übertragen…</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Move %1 to the trash?</source>
        <translation>%1 in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Devices that have it are not touched.</source>
        <translation>Geräte, die es haben, bleiben unberührt.</translation>
    </message>
</context>
<context>
    <name>BundleRow</name>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
</context>
<context>
    <name>BundleWords</name>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Gebaut</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Needs before</source>
        <translation>Setzt voraus</translation>
    </message>
    <message>
        <source>Carries the agent</source>
        <translation>Enthält den Agenten</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no: devices refuse it</source>
        <translation>nein: Geräte lehnen es ab</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>Behebt</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Image %1</translation>
    </message>
    <message>
        <source>%1, of which %2 are data; for the slots %3</source>
        <translation>%1, davon %2 Daten; für die Slots %3</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Signature trusted</source>
        <translation>Signatur vertraut</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>Nicht vertraut</translation>
    </message>
    <message>
        <source>Signed; no fleet yet</source>
        <translation>Signiert; noch keine Flotte</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>This fleet trusts it</source>
        <translation>Diese Flotte vertraut ihm</translation>
    </message>
    <message>
        <source>somebody unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Content of %1</source>
        <translation>Inhalt von %1</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>A device that runs %1 fetches %2 of %3 for %4.</source>
        <translation>Ein Gerät mit %1 holt %2 von %3 für %4.</translation>
    </message>
    <message>
        <source>It refuses it if it has committed %1: the epoch is lower.</source>
        <translation>Hat es %1 schon bestätigt, lehnt es ab: Die Epoche ist niedriger.</translation>
    </message>
</context>
<context>
    <name>BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>Bundles</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>New bundle</source>
        <translation>Neues Bundle</translation>
    </message>
    <message>
        <source>%1 is being copied into the library…</source>
        <translation>%1 wird in die Bibliothek kopiert…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>No bundle yet</source>
        <translation>Noch kein Bundle</translation>
    </message>
    <message>
        <source>A bundle is one signed release in one file (.ffb): what devices install. Make one out of the images that your build system gives, or drop bundles here; they are copied into the folder above.</source>
        <translation>Ein Bundle ist ein signiertes Release in einer Datei (.ffb): das, was Geräte installieren. Eines aus den Images des eigenen Build-Systems bauen oder Bundles hierher ziehen; sie werden in den Ordner oben kopiert.</translation>
    </message>
    <message>
        <source>The folder with your bundles</source>
        <translation>Der Ordner mit den Bundles</translation>
    </message>
</context>
<context>
    <name>CertificateRow</name>
    <message>
        <source>%1, issued on %2</source>
        <translation>%1, ausgestellt am %2</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Renew %1</source>
        <translation>%1 erneuern</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 sperren</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>CreateFleetPage</name>
    <message>
        <source>At least 12 characters; a few words are good.</source>
        <translation>Mindestens 12 Zeichen; ein paar Wörter sind gut.</translation>
    </message>
    <message>
        <source>Create a fleet</source>
        <translation>Eine Flotte anlegen</translation>
    </message>
    <message>
        <source>Five keys are made: a root, and one authority each for releases, technicians, devices and depots. They lie encrypted in one folder.</source>
        <translation>Fünf Schlüssel entstehen: eine Wurzel und je eine Zertifizierungsstelle für Releases, Techniker, Geräte und Depots. Sie liegen verschlüsselt in einem Ordner.</translation>
    </message>
    <message>
        <source>Name of the fleet</source>
        <translation>Name der Flotte</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>Buchstaben, Ziffern und . _ -, höchstens 64; nicht mit . oder - am Anfang</translation>
    </message>
    <message>
        <source>It stands in every certificate.</source>
        <translation>Er steht in jedem Zertifikat.</translation>
    </message>
    <message>
        <source>Folder for the keys</source>
        <translation>Ordner für die Schlüssel</translation>
    </message>
    <message>
        <source>It is made anew. A folder on a stick is best: it is needed only to issue, approve and revoke.</source>
        <translation>Er wird neu angelegt. Am besten auf einem USB-Stick: Er wird nur zum Ausstellen, Genehmigen und Sperren gebraucht.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Nobody can recover it.</source>
        <translation>Niemand kann sie wiederherstellen.</translation>
    </message>
    <message>
        <source>The same passphrase once more</source>
        <translation>Dieselbe Passphrase noch einmal</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>Also make this laptop a technician of it, and a first release key, both with this passphrase</source>
        <translation>Diesen Laptop auch zum Techniker der Flotte machen und einen ersten Release-Schlüssel ausstellen, beide mit dieser Passphrase</translation>
    </message>
    <message>
        <source>Your name as a technician</source>
        <translation>Eigener Name als Techniker</translation>
    </message>
    <message>
        <source>It stands in your certificate.</source>
        <translation>Er steht im eigenen Zertifikat.</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>In which folder? The fleet gets one of its own there</source>
        <translation>In welchem Ordner? Die Flotte bekommt dort einen eigenen</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Note and group of %1</source>
        <translation>Notiz und Gruppe von %1</translation>
    </message>
    <message>
        <source>Note (for you)</source>
        <translation>Notiz (nur hier)</translation>
    </message>
    <message>
        <source>Hall 3, second cabinet</source>
        <translation>Halle 3, zweiter Schrank</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Put into group %1</source>
        <translation>In die Gruppe %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
</context>
<context>
    <name>DeviceActions</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Identify</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>Neu starten…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>%1 neu starten?</translation>
    </message>
    <message>
        <source>What it does now is interrupted. An installation that is under way goes on afterwards.</source>
        <translation>Was es gerade tut, wird unterbrochen. Eine laufende Installation geht danach weiter.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Roll %1 back?</source>
        <translation>%1 zurücknehmen?</translation>
    </message>
    <message>
        <source>It leaves %1 and restarts at once into %2.</source>
        <translation>Es verlässt %1 und startet sofort neu in %2.</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>DeviceCertificates</name>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>They are seen once the device is connected.</source>
        <translation>Sie erscheinen, sobald das Gerät verbunden ist.</translation>
    </message>
    <message>
        <source>over</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Den Fingerabdruck kopieren</translation>
    </message>
</context>
<context>
    <name>DeviceCheck</name>
    <message>
        <source>Connection check</source>
        <translation>Verbindungsprüfung</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Tries everything that a connection needs, from the name to the clock, and says where it ends.</source>
        <translation>Versucht alles, was eine Verbindung braucht, vom Namen bis zur Uhr, und sagt, wo es endet.</translation>
    </message>
</context>
<context>
    <name>DeviceFacts</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>DeviceHistory</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing was pushed to it from this computer yet.</source>
        <translation>Von diesem Rechner wurde noch nichts darauf übertragen.</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>No device matches “%1”.</source>
        <translation>Kein Gerät passt zu „%1“.</translation>
    </message>
</context>
<context>
    <name>DeviceLog</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Copy the shown lines</source>
        <translation>Die gezeigten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
    <message>
        <source>Waiting for lines…</source>
        <translation>Wartet auf Zeilen…</translation>
    </message>
    <message>
        <source>Follow shows the last lines of the device’s log, and new ones as they come.</source>
        <translation>Mitlesen zeigt die letzten Zeilen im Protokoll des Geräts und neue, sobald sie kommen.</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Note and group…</source>
        <translation>Notiz und Gruppe…</translation>
    </message>
    <message>
        <source>Copy SSH command</source>
        <translation>SSH-Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>%1 aus der Liste entfernen?</translation>
    </message>
    <message>
        <source>The device itself is not touched. It appears again when it is found on the network or added by its address.</source>
        <translation>Das Gerät selbst bleibt unberührt. Es erscheint wieder, wenn es im Netz gefunden oder über seine Adresse hinzugefügt wird.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>DeviceNotices</name>
    <message>
        <source>Your key is locked</source>
        <translation>Der eigene Schlüssel ist verschlossen</translation>
    </message>
    <message>
        <source>Devices are reached once its passphrase is entered.</source>
        <translation>Geräte sind erreichbar, sobald seine Passphrase eingegeben ist.</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Aufschließen…</translation>
    </message>
    <message>
        <source>Resume goes on with those devices, from what they have received.</source>
        <translation>Fortsetzen macht mit diesen Geräten weiter, ab dem, was sie schon empfangen haben.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Do not resume</source>
        <translation>Nicht fortsetzen</translation>
    </message>
    <message>
        <source>The settings file is not as it should be</source>
        <translation>Die Datei mit den Einstellungen ist nicht in Ordnung</translation>
    </message>
    <message>
        <source>What is wrong in it is not used; defaults are.</source>
        <translation>Was darin falsch ist, bleibt unbenutzt; dafür gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Devices are not found by themselves</source>
        <translation>Geräte werden nicht von selbst gefunden</translation>
    </message>
    <message>
        <source>Avahi does not run on this computer. Start it (systemctl start avahi-daemon), or add devices by their address.</source>
        <translation>Avahi läuft auf diesem Rechner nicht. Es starten (systemctl start avahi-daemon) oder Geräte über ihre Adresse hinzufügen.</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>Adresse hinzufügen</translation>
    </message>
</context>
<context>
    <name>DevicePage</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>seen: %1</source>
        <translation>gesehen: %1</translation>
    </message>
</context>
<context>
    <name>DeviceSectionHeader</name>
    <message>
        <source>%1, devices: %2, folded</source>
        <translation>%1, Geräte: %2, eingeklappt</translation>
    </message>
    <message>
        <source>%1, devices: %2</source>
        <translation>%1, Geräte: %2</translation>
    </message>
</context>
<context>
    <name>DeviceSlots</name>
    <message>
        <source>Slots of %1</source>
        <translation>Slots von %1</translation>
    </message>
    <message>
        <source>%1, in use</source>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Health check %1</source>
        <translation>Funktionsprüfung %1</translation>
    </message>
</context>
<context>
    <name>DeviceTools</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alle Gruppen</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Nach Zustand</translation>
    </message>
    <message>
        <source>By release</source>
        <translation>Nach Release</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>One device by its address…</source>
        <translation>Ein Gerät über seine Adresse…</translation>
    </message>
    <message>
        <source>Many from a table (CSV)…</source>
        <translation>Viele aus einer Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>Show the push</source>
        <translation>Übertragung zeigen</translation>
    </message>
    <message>
        <source>Push…</source>
        <translation>Übertragen…</translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfängt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Reading back</source>
        <translation>Liest zur Kontrolle</translation>
    </message>
    <message>
        <source>Waits for restart</source>
        <translation>Wartet auf Neustart</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>Im Probelauf</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>Zurückgefallen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>No identity yet</source>
        <translation>Ohne Identität</translation>
    </message>
    <message>
        <source>Another fleet</source>
        <translation>Andere Flotte</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Key list damaged</source>
        <translation>Sperrliste defekt</translation>
    </message>
    <message>
        <source>Went back</source>
        <translation>Ging zurück</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>This device has no identity yet: it has to be enrolled first.</source>
        <translation>Dieses Gerät hat noch keine Identität: Es muss zuerst aufgenommen werden.</translation>
    </message>
    <message>
        <source>This device belongs to another fleet.</source>
        <translation>Dieses Gerät gehört zu einer anderen Flotte.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
</context>
<context>
    <name>ErrorBox</name>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>FleetActs</name>
    <message>
        <source>The fleet %1 is made.</source>
        <translation>Die Flotte %1 ist angelegt.</translation>
    </message>
    <message>
        <source>The fleet %1 is made, this laptop is its technician %2, and %3 signs its bundles.</source>
        <translation>Die Flotte %1 ist angelegt, dieser Laptop ist ihr Techniker %2, und %3 signiert ihre Bundles.</translation>
    </message>
    <message>
        <source>%1 is issued, and valid until %2.</source>
        <translation>%1 ist ausgestellt und gilt bis %2.</translation>
    </message>
    <message>
        <source>The answer for %1 is written. Carry it back, and read the fleet&apos;s fingerprint to them.</source>
        <translation>Die Antwort für %1 ist geschrieben. Sie zurückbringen und den Fingerabdruck der Flotte dazu vorlesen.</translation>
    </message>
    <message>
        <source>List %1 of revoked keys is signed.</source>
        <translation>Sperrliste %1 ist signiert.</translation>
    </message>
    <message>
        <source>This laptop&apos;s pushes carry it from now on.</source>
        <translation>Die Übertragungen dieses Laptops nehmen sie ab jetzt mit.</translation>
    </message>
    <message>
        <source>Carry it to the laptops of the fleet; their pushes bring it to devices.</source>
        <translation>Sie zu den Laptops der Flotte bringen; deren Übertragungen bringen sie zu den Geräten.</translation>
    </message>
    <message>
        <source>What devices and laptops need to trust this fleet is in %1.</source>
        <translation>Was Geräte und Laptops brauchen, um dieser Flotte zu vertrauen, liegt in %1.</translation>
    </message>
    <message>
        <source>The backup is written and was read back. Take the stick out, and keep it in another building than the fleet&apos;s folder.</source>
        <translation>Die Sicherung ist geschrieben und wurde zurückgelesen. Den Stick herausnehmen und in einem anderen Gebäude aufbewahren als den Ordner der Flotte.</translation>
    </message>
    <message>
        <source>The backup is written and was read back. It holds %1 of the five keys; the others are kept elsewhere.</source>
        <translation>Die Sicherung ist geschrieben und wurde zurückgelesen. Sie enthält %1 der fünf Schlüssel; die anderen liegen anderswo.</translation>
    </message>
    <message>
        <source>The fleet %1 is here again, as it was when the backup was made. What was revoked since then must be revoked again.</source>
        <translation>Die Flotte %1 ist wieder hier, wie sie bei der Sicherung war. Was seitdem gesperrt wurde, muss noch einmal gesperrt werden.</translation>
    </message>
    <message>
        <source>The fleet&apos;s keys have the new passphrase. Backups made before, and keys that were issued, keep the old one: make a new backup now.</source>
        <translation>Die Schlüssel der Flotte haben die neue Passphrase. Frühere Sicherungen und ausgestellte Schlüssel behalten die alte: jetzt neu sichern.</translation>
    </message>
</context>
<context>
    <name>FleetCard</name>
    <message>
        <source>The fleet whose keys are kept here</source>
        <translation>Die Flotte, deren Schlüssel hier liegen</translation>
    </message>
    <message>
        <source>Fingerprint of its root: %1</source>
        <translation>Fingerabdruck ihrer Wurzel: %1</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Den Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Keep a copy in another place</source>
        <translation>Eine Kopie an einem anderen Ort aufbewahren</translation>
    </message>
    <message>
        <source>This folder and its passphrase rule every device of the fleet. Best it lies on a stick in a safe, a copy of it in another building, and the passphrase in a third place. If every copy or the passphrase is lost, the fleet can never be updated again.</source>
        <translation>Dieser Ordner und seine Passphrase herrschen über jedes Gerät der Flotte. Am besten liegt er auf einem Stick im Tresor, eine Kopie davon in einem anderen Gebäude und die Passphrase an einem dritten Ort. Gehen alle Kopien oder die Passphrase verloren, lässt sich die Flotte nie wieder aktualisieren.</translation>
    </message>
    <message>
        <source>Issue a key…</source>
        <translation>Schlüssel ausstellen…</translation>
    </message>
    <message>
        <source>Approve a request…</source>
        <translation>Antrag genehmigen…</translation>
    </message>
    <message>
        <source>Export what devices need…</source>
        <translation>Exportieren, was Geräte brauchen…</translation>
    </message>
    <message>
        <source>Close this fleet</source>
        <translation>Diese Flotte schließen</translation>
    </message>
    <message>
        <source>Where root.crt and the list of revoked keys go</source>
        <translation>Wohin root.crt und die Sperrliste kommen</translation>
    </message>
    <message>
        <source>Backup and passphrase…</source>
        <translation>Sicherung und Passphrase…</translation>
    </message>
</context>
<context>
    <name>FleetCertificates</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing was issued yet.</source>
        <translation>Noch wurde nichts ausgestellt.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Revoke %1 (%2)?</source>
        <translation>%1 (%2) sperren?</translation>
    </message>
    <message>
        <source>A revoked key never comes back. Every device that gets the new list refuses it; a push brings the list to devices by itself.</source>
        <translation>Ein gesperrter Schlüssel kommt nie zurück. Jedes Gerät, das die neue Liste bekommt, lehnt ihn ab; eine Übertragung bringt die Liste von selbst auf die Geräte.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Sperren</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Back to the keys</source>
        <translation>Zurück zu den Schlüsseln</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Devices from %1</source>
        <translation>Geräte aus %1</translation>
    </message>
    <message>
        <source>Devices from a table</source>
        <translation>Geräte aus einer Tabelle</translation>
    </message>
    <message>
        <source>A CSV file, as every spreadsheet saves it. Its first line names the columns: address, and if you like note and group.</source>
        <translation>Eine CSV-Datei, wie jede Tabellenkalkulation sie sichert. Ihre erste Zeile nennt die Spalten: address und auf Wunsch note und group.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>IssueKeyPage</name>
    <message>
        <source>Issue a key</source>
        <translation>Einen Schlüssel ausstellen</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wofür er ist</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>Buchstaben, Ziffern und . _ -, höchstens 64; nicht mit . oder - am Anfang</translation>
    </message>
    <message>
        <source>A device is known by this name for ever. Keys of releases and technicians get the fleet&apos;s passphrase; those of devices and depots none, since nobody is there to type it.</source>
        <translation>Unter diesem Namen ist ein Gerät für immer bekannt. Schlüssel von Releases und Technikern bekommen die Passphrase der Flotte; die von Geräten und Depots keine, weil dort niemand ist, der sie eingibt.</translation>
    </message>
    <message>
        <source>Folder for key and certificate</source>
        <translation>Ordner für Schlüssel und Zertifikat</translation>
    </message>
    <message>
        <source>Empty: in the fleet&apos;s folder.</source>
        <translation>Leer: im Ordner der Flotte.</translation>
    </message>
    <message>
        <source>Better for people: they make their key themselves and send a request (Join a fleet). Then no key travels.</source>
        <translation>Besser bei Personen: Sie machen ihren Schlüssel selbst und schicken einen Antrag (Einer Flotte beitreten). Dann reist kein Schlüssel.</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>Ausstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>JobTray</name>
    <message>
        <source>Nothing is running</source>
        <translation>Es läuft nichts</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>JoinFleetPage</name>
    <message>
        <source>Join a fleet</source>
        <translation>Einer Flotte beitreten</translation>
    </message>
    <message>
        <source>1. Make a request, and carry it to whoever keeps the fleet&apos;s keys</source>
        <translation>1. Einen Antrag machen und dorthin bringen, wo die Schlüssel der Flotte verwaltet werden</translation>
    </message>
    <message>
        <source>Your name as a technician</source>
        <translation>Eigener Name als Techniker</translation>
    </message>
    <message>
        <source>Letters, digits and . _ -, 64 at most; it does not begin with . or -</source>
        <translation>Buchstaben, Ziffern und . _ -, höchstens 64; nicht mit . oder - am Anfang</translation>
    </message>
    <message>
        <source>Folder for the request</source>
        <translation>Ordner für den Antrag</translation>
    </message>
    <message>
        <source>The key is made there too; it never leaves this computer.</source>
        <translation>Auch der Schlüssel entsteht dort; er verlässt diesen Rechner nie.</translation>
    </message>
    <message>
        <source>A passphrase for your key</source>
        <translation>Eine Passphrase für den eigenen Schlüssel</translation>
    </message>
    <message>
        <source>It is asked for when Fieldfare starts. Without one, whoever takes this laptop is you.</source>
        <translation>Fieldfare fragt beim Start danach. Ohne sie kann sich jeder, der diesen Laptop nimmt, als sein Besitzer ausgeben.</translation>
    </message>
    <message>
        <source>Make the request</source>
        <translation>Antrag machen</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Antrag</translation>
    </message>
    <message>
        <source>Key (stays here)</source>
        <translation>Schlüssel (bleibt hier)</translation>
    </message>
    <message>
        <source>Fingerprint, to be read to the keeper</source>
        <translation>Fingerabdruck, der Flottenverwaltung vorzulesen</translation>
    </message>
    <message>
        <source>2. Take the answer that comes back</source>
        <translation>2. Die Antwort annehmen, die zurückkommt</translation>
    </message>
    <message>
        <source>The file NAME.answer</source>
        <translation>Die Datei NAME.answer</translation>
    </message>
    <message>
        <source>NAME.key is looked for beside it, or where the request was made.</source>
        <translation>NAME.key wird daneben gesucht oder dort, wo der Antrag gemacht wurde.</translation>
    </message>
    <message>
        <source>You become</source>
        <translation>Dieser Laptop wird</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>of the fleet</source>
        <translation>der Flotte</translation>
    </message>
    <message>
        <source>Fingerprint of its root</source>
        <translation>Fingerabdruck ihrer Wurzel</translation>
    </message>
    <message>
        <source>The keeper read the same fingerprint to me</source>
        <translation>Die Flottenverwaltung hat mir denselben Fingerabdruck vorgelesen</translation>
    </message>
    <message>
        <source>Passphrase of your key</source>
        <translation>Passphrase des eigenen Schlüssels</translation>
    </message>
    <message>
        <source>Join, in place of the identity that is here</source>
        <translation>Beitreten, anstelle der hiesigen Identität</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the answer</source>
        <translation>Die Antwort wählen</translation>
    </message>
    <message>
        <source>Answers (*.answer)</source>
        <translation>Antworten (*.answer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>KeepFleetPage</name>
    <message>
        <source>At least 12 characters; a few words are good.</source>
        <translation>Mindestens 12 Zeichen; ein paar Wörter sind gut.</translation>
    </message>
    <message>
        <source>Keep the fleet %1</source>
        <translation>Die Flotte %1 bewahren</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>A backup is a folder with the encrypted keys of the fleet&apos;s root and authorities, and with what they issued and revoked. With it and the passphrase you can issue, approve and revoke on any other computer; without any copy the fleet can never be updated again. Keys that were issued are not in it.</source>
        <translation>Eine Sicherung ist ein Ordner mit den verschlüsselten Schlüsseln von Wurzel und Zertifizierungsstellen der Flotte und mit dem, was sie ausgestellt und gesperrt haben. Mit ihr und der Passphrase lässt sich auf jedem anderen Rechner ausstellen, genehmigen und sperren; ohne jede Kopie kann die Flotte nie wieder aktualisiert werden. Ausgestellte Schlüssel sind nicht darin.</translation>
    </message>
    <message>
        <source>Put it on a stick that is kept in another building, and the passphrase in a third place. Make a new one after each key that is issued, approved or revoked. To come back from it: Keys, Restore from a backup.</source>
        <translation>Sie gehört auf einen Stick in einem anderen Gebäude, die Passphrase an einen dritten Ort. Neu sichern nach jedem Schlüssel, der ausgestellt, genehmigt oder gesperrt wird. Zurück geht es über: Schlüssel, Aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation>Wohin die Sicherung kommt</translation>
    </message>
    <message>
        <source>A folder of its own is made there, and read back when it is written.</source>
        <translation>Dort wird ein eigener Ordner angelegt und nach dem Schreiben zurückgelesen.</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Another passphrase</source>
        <translation>Eine andere Passphrase</translation>
    </message>
    <message>
        <source>The keys in this folder are encrypted anew. Backups and other copies keep the old passphrase, and so do keys that were issued: if somebody knows the old one, destroy those backups.</source>
        <translation>Die Schlüssel in diesem Ordner werden neu verschlüsselt. Sicherungen und andere Kopien behalten die alte Passphrase, ausgestellte Schlüssel ebenso: Kennt jemand die alte, diese Sicherungen vernichten.</translation>
    </message>
    <message>
        <source>The passphrase that it has</source>
        <translation>Die bisherige Passphrase</translation>
    </message>
    <message>
        <source>The new one</source>
        <translation>Die neue</translation>
    </message>
    <message>
        <source>Nobody can recover it.</source>
        <translation>Niemand kann sie wiederherstellen.</translation>
    </message>
    <message>
        <source>The new one once more</source>
        <translation>Die neue noch einmal</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Die Passphrase ändern</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message>
        <source>Expired on %1</source>
        <translation>Abgelaufen am %1</translation>
    </message>
    <message>
        <source>Expires soon: %1</source>
        <translation>Läuft bald ab: %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Gültig bis %1</translation>
    </message>
    <message>
        <source>Release key</source>
        <translation>Release-Schlüssel</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Techniker</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Depot</source>
        <translation>Depot</translation>
    </message>
    <message>
        <source>Signs bundles. Every device of the fleet installs what it has signed.</source>
        <translation>Signiert Bundles. Jedes Gerät der Flotte installiert, was er signiert hat.</translation>
    </message>
    <message>
        <source>A laptop that may connect to devices, push bundles, restart and roll back. It cannot sign.</source>
        <translation>Ein Laptop, der sich mit Geräten verbinden, Bundles übertragen, neu starten und zurücknehmen darf. Signieren kann er nicht.</translation>
    </message>
    <message>
        <source>Shows a laptop that the device belongs to this fleet. It can do nothing else.</source>
        <translation>Zeigt einem Laptop, dass das Gerät zu dieser Flotte gehört. Mehr kann er nicht.</translation>
    </message>
    <message>
        <source>A server that devices may fetch signed bundles from.</source>
        <translation>Ein Server, von dem Geräte signierte Bundles holen dürfen.</translation>
    </message>
</context>
<context>
    <name>KeysArea</name>
    <message>
        <source>Passphrase of the fleet %1</source>
        <translation>Passphrase der Flotte %1</translation>
    </message>
    <message>
        <source>It opens the keys of the fleet&apos;s authorities, which sign certificates.</source>
        <translation>Sie öffnet die Schlüssel der Zertifizierungsstellen der Flotte, die Zertifikate signieren.</translation>
    </message>
    <message>
        <source>Ask for a release key</source>
        <translation>Einen Release-Schlüssel beantragen</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Name des Schlüssels</translation>
    </message>
    <message>
        <source>It is asked for at each build. Without one, whoever takes this key signs for the whole fleet.</source>
        <translation>Sie wird bei jedem Bauen erfragt. Ohne sie signiert für die ganze Flotte, wer diesen Schlüssel nimmt.</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>Take the certificate</source>
        <translation>Das Zertifikat übernehmen</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt verschließen</translation>
    </message>
    <message>
        <source>The keys of no fleet are open here</source>
        <translation>Hier sind keine Schlüssel einer Flotte geöffnet</translation>
    </message>
    <message>
        <source>A fleet is the devices that trust the same root. Whoever keeps its keys decides who may sign releases and who may connect. Create one if you begin; open its folder if you keep its keys; everybody else joins with a request.</source>
        <translation>Eine Flotte sind die Geräte, die derselben Wurzel vertrauen. Wer ihre Schlüssel verwaltet, bestimmt, wer Releases signieren und wer sich verbinden darf. Am Anfang eine anlegen; wer ihre Schlüssel verwaltet, öffnet ihren Ordner; alle anderen treten mit einem Antrag bei.</translation>
    </message>
    <message>
        <source>Create a fleet</source>
        <translation>Eine Flotte anlegen</translation>
    </message>
    <message>
        <source>Open a fleet&apos;s folder…</source>
        <translation>Den Ordner einer Flotte öffnen…</translation>
    </message>
    <message>
        <source>The folder with the fleet&apos;s keys</source>
        <translation>Der Ordner mit den Schlüsseln der Flotte</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>Aus einer Sicherung wiederherstellen…</translation>
    </message>
</context>
<context>
    <name>LaptopCard</name>
    <message>
        <source>This laptop</source>
        <translation>Dieser Laptop</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Belongs to no fleet yet</source>
        <translation>Gehört noch zu keiner Flotte</translation>
    </message>
    <message>
        <source>Renew, or join another…</source>
        <translation>Erneuern oder einer anderen beitreten…</translation>
    </message>
    <message>
        <source>Join a fleet…</source>
        <translation>Einer Flotte beitreten…</translation>
    </message>
    <message>
        <source>Devices let only technicians of their own fleet in. Join one, or create one below.</source>
        <translation>Geräte lassen nur Techniker ihrer eigenen Flotte herein. Einer beitreten oder unten eine anlegen.</translation>
    </message>
    <message>
        <source>Root of its fleet: %1</source>
        <translation>Wurzel seiner Flotte: %1</translation>
    </message>
    <message>
        <source>This identity was named when Fieldfare was started; another one is named there, too.</source>
        <translation>Diese Identität wurde beim Start von Fieldfare angegeben; eine andere wird auch dort angegeben.</translation>
    </message>
    <message>
        <source>The release key has its certificate: %1</source>
        <translation>Der Release-Schlüssel hat sein Zertifikat: %1</translation>
    </message>
    <message>
        <source>Ask for a release key…</source>
        <translation>Einen Release-Schlüssel beantragen…</translation>
    </message>
</context>
<context>
    <name>NewBundleButtons</name>
    <message>
        <source>Push it…</source>
        <translation>Übertragen…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>Passphrase von %1</translation>
    </message>
    <message>
        <source>PIN for %1</source>
        <translation>PIN für %1</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The token&apos;s PIN. It is tried once: after a few wrong ones a token locks itself.</source>
        <translation>Die PIN des Tokens. Sie wird einmal versucht: Nach ein paar falschen sperrt sich ein Token selbst.</translation>
    </message>
</context>
<context>
    <name>NewBundleImages</name>
    <message>
        <source>Drop the images here that your build system made: a root file system (ext4, squashfs, erofs), or any other content of a slot. They are looked into, and never changed.</source>
        <translation>Die Images des eigenen Build-Systems hierher ziehen: ein Root-Dateisystem (ext4, squashfs, erofs) oder einen anderen Inhalt eines Slots. Sie werden angesehen und nie verändert.</translation>
    </message>
    <message>
        <source>Path of an image, or drop one here</source>
        <translation>Pfad eines Images, oder eines hierher ziehen</translation>
    </message>
    <message>
        <source>Leave %1 out</source>
        <translation>%1 weglassen</translation>
    </message>
    <message>
        <source>Goes into the slots</source>
        <translation>Kommt in die Slots</translation>
    </message>
    <message>
        <source>Slots for %1</source>
        <translation>Slots für %1</translation>
    </message>
    <message>
        <source>Choose images</source>
        <translation>Images wählen</translation>
    </message>
    <message>
        <source>Images (*.img *.ext4 *.squashfs *.erofs *.wic *.bin *.itb)</source>
        <translation>Images (*.img *.ext4 *.squashfs *.erofs *.wic *.bin *.itb)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>NewBundleKey</name>
    <message>
        <source>Devices install what a release key of their fleet has signed, and nothing else. The key stays where it is.</source>
        <translation>Geräte installieren, was ein Release-Schlüssel ihrer Flotte signiert hat, und nichts anderes. Der Schlüssel bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>Leave it unsigned: it is signed elsewhere later</source>
        <translation>Unsigniert lassen: Es wird später anderswo signiert</translation>
    </message>
    <message>
        <source>Release key</source>
        <translation>Release-Schlüssel</translation>
    </message>
    <message>
        <source>A key file, or the address of a key on a token: pkcs11:token=…;object=…</source>
        <translation>Eine Schlüsseldatei oder die Adresse eines Schlüssels auf einem Token: pkcs11:token=…;object=…</translation>
    </message>
    <message>
        <source>Its certificate</source>
        <translation>Sein Zertifikat</translation>
    </message>
    <message>
        <source>Taken by itself if it lies beside the key under the same name (.crt).</source>
        <translation>Wird von selbst genommen, wenn es unter demselben Namen (.crt) neben dem Schlüssel liegt.</translation>
    </message>
    <message>
        <source>Choose the release key</source>
        <translation>Den Release-Schlüssel wählen</translation>
    </message>
    <message>
        <source>Keys (*.key *.pem)</source>
        <translation>Schlüssel (*.key *.pem)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the certificate of the key</source>
        <translation>Das Zertifikat des Schlüssels wählen</translation>
    </message>
    <message>
        <source>Certificates (*.crt *.pem)</source>
        <translation>Zertifikate (*.crt *.pem)</translation>
    </message>
</context>
<context>
    <name>NewBundlePage</name>
    <message>
        <source>New bundle</source>
        <translation>Neues Bundle</translation>
    </message>
    <message>
        <source>Back to the bundles</source>
        <translation>Zurück zu den Bundles</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Übersicht</translation>
    </message>
</context>
<context>
    <name>NewBundleRelease</name>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>The same for every version of it.</source>
        <translation>Gleich für alle seine Versionen.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>For people; devices compare it to warn before they go back.</source>
        <translation>Für Menschen; Geräte vergleichen sie, um vor einem Rückschritt zu warnen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>As the devices call themselves; several are parted by spaces. Every other device refuses it.</source>
        <translation>So, wie die Geräte sich nennen; mehrere durch Leerzeichen getrennt. Jedes andere Gerät lehnt es ab.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Made small for devices that run</source>
        <translation>Klein gehalten für Geräte mit</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>It carries it</source>
        <translation>Er ist enthalten</translation>
    </message>
    <message>
        <source>It does not</source>
        <translation>Er fehlt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>NewBundleReview</name>
    <message>
        <source>A machine can build the same: save the recipe, and keep it beside your sources.</source>
        <translation>Eine Maschine kann dasselbe bauen: das Rezept sichern und bei den Quellen aufbewahren.</translation>
    </message>
    <message>
        <source>Save the recipe…</source>
        <translation>Rezept sichern…</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Das Rezept sichern</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Rezepte (*.toml)</translation>
    </message>
</context>
<context>
    <name>NewBundleRun</name>
    <message>
        <source>Cancelling…</source>
        <translation>Bricht ab…</translation>
    </message>
    <message>
        <source>Reading, compressing and signing</source>
        <translation>Lesen, Komprimieren und Signieren</translation>
    </message>
    <message>
        <source>If the window is closed now, nothing is left of this bundle.</source>
        <translation>Wird das Fenster jetzt geschlossen, bleibt von diesem Bundle nichts übrig.</translation>
    </message>
</context>
<context>
    <name>NoDevices</name>
    <message>
        <source>Try it with a virtual device</source>
        <translation>Mit einem virtuellen Gerät ausprobieren</translation>
    </message>
    <message>
        <source>Welcome to Fieldfare</source>
        <translation>Willkommen bei Fieldfare</translation>
    </message>
    <message>
        <source>No device yet</source>
        <translation>Noch kein Gerät</translation>
    </message>
    <message>
        <source>See a first update without any hardware: this program makes a virtual device on this computer, in a fleet of its own for practice.</source>
        <translation>Ein erstes Update ganz ohne Hardware erleben: Dieses Programm legt auf diesem Rechner ein virtuelles Gerät an, in einer eigenen Flotte zum Üben.</translation>
    </message>
    <message>
        <source>Devices that run the Fieldfare agent appear here by themselves when they are on the same network. One that is behind a router, or at the other end of a single cable, can be added by its address.</source>
        <translation>Geräte mit dem Fieldfare-Agenten erscheinen hier von selbst, wenn sie im selben Netz sind. Ein Gerät hinter einem Router oder am anderen Ende eines einzelnen Kabels lässt sich über seine Adresse hinzufügen.</translation>
    </message>
    <message>
        <source>Add address</source>
        <translation>Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Import from a table…</source>
        <translation>Aus einer Tabelle einlesen…</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
</context>
<context>
    <name>PracticeBox</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Your practice device is switched off.</source>
        <translation>Das Übungsgerät ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The practice device runs the new release and keeps it. So it goes with real ones.</source>
        <translation>Das Übungsgerät läuft mit dem neuen Release und behält es. Mit echten geht es genauso.</translation>
    </message>
    <message>
        <source>A virtual device runs on this computer, in a fleet of its own. It ends with this window.</source>
        <translation>Auf diesem Rechner läuft ein virtuelles Gerät in einer eigenen Flotte. Es endet mit diesem Fenster.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Practise again</source>
        <translation>Noch einmal üben</translation>
    </message>
    <message>
        <source>Push the practice update</source>
        <translation>Das Übungs-Update übertragen</translation>
    </message>
    <message>
        <source>Remove practice…</source>
        <translation>Übung entfernen…</translation>
    </message>
    <message>
        <source>Remove the practice device?</source>
        <translation>Das Übungsgerät entfernen?</translation>
    </message>
    <message>
        <source>Its fleet, keys, bundles and the virtual device are removed from this computer. Nothing of a real fleet is touched.</source>
        <translation>Seine Flotte, Schlüssel, Bundles und das virtuelle Gerät werden von diesem Rechner entfernt. Von einer echten Flotte wird nichts berührt.</translation>
    </message>
    <message>
        <source>Remove practice</source>
        <translation>Übung entfernen</translation>
    </message>
</context>
<context>
    <name>PracticeCard</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>A virtual device on this computer, in a fleet of its own: to see an update without hardware, and to show it to others. It needs no network and no root.</source>
        <translation>Ein virtuelles Gerät auf diesem Rechner, in einer eigenen Flotte: um ein Update ohne Hardware zu erleben und es anderen zu zeigen. Es braucht kein Netz und keine Root-Rechte.</translation>
    </message>
    <message>
        <source>Show the practice device</source>
        <translation>Das Übungsgerät zeigen</translation>
    </message>
    <message>
        <source>Switch the practice device on</source>
        <translation>Das Übungsgerät einschalten</translation>
    </message>
    <message>
        <source>Try it with a virtual device</source>
        <translation>Mit einem virtuellen Gerät ausprobieren</translation>
    </message>
</context>
<context>
    <name>PushBundle</name>
    <message>
        <source>Path of a bundle (.ffb), or drop one here</source>
        <translation>Pfad eines Bundles (.ffb), oder eines hierher ziehen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Signature trusted</source>
        <translation>Signatur vertraut</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>A bundle is one signed release in one file. Its signature is checked here, and again by every device before anything is touched.</source>
        <translation>Ein Bundle ist ein signiertes Release in einer Datei. Seine Signatur wird hier geprüft, und noch einmal von jedem Gerät, bevor etwas berührt wird.</translation>
    </message>
</context>
<context>
    <name>PushButtons</name>
    <message>
        <source>Stopping…</source>
        <translation>Hält an…</translation>
    </message>
    <message>
        <source>If the window is closed now, the devices keep what they have; the same push goes on from there.</source>
        <translation>Wird das Fenster jetzt geschlossen, behalten die Geräte, was sie haben; dieselbe Übertragung geht dort weiter.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Retry failed only (%1)</source>
        <translation>Nur Fehlgeschlagene wiederholen (%1)</translation>
    </message>
    <message>
        <source>Push to the others (%1)</source>
        <translation>Auf die anderen übertragen (%1)</translation>
    </message>
    <message>
        <source>Stop the push</source>
        <translation>Übertragung anhalten</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>PushDevices</name>
    <message>
        <source>All that fit (%1)</source>
        <translation>Alle, die passen (%1)</translation>
    </message>
    <message>
        <source>Also those that are offline</source>
        <translation>Auch Geräte, die offline sind</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 gewählt</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>Es gibt noch keine Geräte.</translation>
    </message>
</context>
<context>
    <name>PushOptions</name>
    <message>
        <source>Restart at once, and wait until each device commits</source>
        <translation>Sofort neu starten und warten, bis jedes Gerät bestätigt</translation>
    </message>
    <message>
        <source>One device first; the others when it is well</source>
        <translation>Zuerst ein Gerät; die anderen, wenn es in Ordnung ist</translation>
    </message>
    <message>
        <source>Wait for devices that are offline; the others do not wait with them</source>
        <translation>Auf Geräte warten, die offline sind; die anderen warten nicht mit</translation>
    </message>
    <message>
        <source>Devices at once, at most</source>
        <translation>Geräte gleichzeitig, höchstens</translation>
    </message>
    <message>
        <source>Start no more devices after so many failures</source>
        <translation>Nach so vielen Fehlschlägen keine weiteren Geräte beginnen</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
</context>
<context>
    <name>PushPage</name>
    <message>
        <source>Back to the devices</source>
        <translation>Zurück zu den Geräten</translation>
    </message>
</context>
<context>
    <name>PushReport</name>
    <message>
        <source>Save a report…</source>
        <translation>Bericht sichern…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gesichert als %1</translation>
    </message>
</context>
<context>
    <name>PushRow</name>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel on this device</source>
        <translation>Auf diesem Gerät abbrechen</translation>
    </message>
    <message>
        <source>Cancel the installation on %1?</source>
        <translation>Die Installation auf %1 abbrechen?</translation>
    </message>
    <message>
        <source>The device goes on with what it runs. What it has received of this release is given up.</source>
        <translation>Das Gerät läuft mit dem weiter, was es hat. Was es von diesem Release empfangen hat, wird aufgegeben.</translation>
    </message>
    <message>
        <source>Cancel the installation</source>
        <translation>Installation abbrechen</translation>
    </message>
</context>
<context>
    <name>PushSteps</name>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Übersicht</translation>
    </message>
</context>
<context>
    <name>PushWords</name>
    <message>
        <source>The bundle is for practice only.</source>
        <translation>Das Bundle ist nur zum Üben.</translation>
    </message>
    <message>
        <source>It is for practice, and the bundle is not.</source>
        <translation>Es ist zum Üben, das Bundle nicht.</translation>
    </message>
    <message>
        <source>It is not connected.</source>
        <translation>Es ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Its release is on trial: commit it or roll it back first.</source>
        <translation>Sein Release ist im Probelauf: zuerst bestätigen oder zurücknehmen.</translation>
    </message>
    <message>
        <source>%1 committed</source>
        <translation>%1 bestätigt</translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation>%1 installiert</translation>
    </message>
    <message>
        <source>%1 under way</source>
        <translation>%1 in Arbeit</translation>
    </message>
    <message>
        <source>%1 failed or went back</source>
        <translation>%1 fehlgeschlagen oder zurückgegangen</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>%1 not started</source>
        <translation>%1 nicht begonnen</translation>
    </message>
</context>
<context>
    <name>Rate</name>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
</context>
<context>
    <name>ReportChooser</name>
    <message>
        <source>Save the report of this push</source>
        <translation>Den Bericht dieser Übertragung sichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Tabelle für Tabellenkalkulationen (*.csv)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Pushed with the key of</source>
        <translation>Übertragen mit dem Schlüssel von</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Ran before</source>
        <translation>Lief davor</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Push of %1</source>
        <translation>Übertragung von %1</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>Gesendete Bytes</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
</context>
<context>
    <name>RestoreFleetPage</name>
    <message>
        <source>Restore from a backup</source>
        <translation>Aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>The fleet&apos;s folder is made anew as it was on the day of the backup, with the passphrase of that day. What was issued since then is not known to it, and what was revoked since then must be revoked again.</source>
        <translation>Der Ordner der Flotte wird neu angelegt, wie er am Tag der Sicherung war, mit der Passphrase dieses Tages. Was seitdem ausgestellt wurde, kennt er nicht, und was seitdem gesperrt wurde, muss noch einmal gesperrt werden.</translation>
    </message>
    <message>
        <source>The folder of the backup</source>
        <translation>Der Ordner der Sicherung</translation>
    </message>
    <message>
        <source>Its name is NAME-backup-DATE.</source>
        <translation>Er heißt NAME-backup-DATUM.</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Keys in it</source>
        <translation>Schlüssel darin</translation>
    </message>
    <message>
        <source>%1 of 5</source>
        <translation>%1 von 5</translation>
    </message>
    <message>
        <source>Fingerprint of its root</source>
        <translation>Fingerabdruck ihrer Wurzel</translation>
    </message>
    <message>
        <source>Folder for the keys</source>
        <translation>Ordner für die Schlüssel</translation>
    </message>
    <message>
        <source>It is made anew; nothing is overwritten.</source>
        <translation>Er wird neu angelegt; nichts wird überschrieben.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>In which folder? The fleet gets one of its own there</source>
        <translation>In welchem Ordner? Die Flotte bekommt dort einen eigenen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SettingsFolders</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Bundles (the library)</source>
        <translation>Bundles (die Bibliothek)</translation>
    </message>
    <message>
        <source>Reports of pushes</source>
        <translation>Berichte von Übertragungen</translation>
    </message>
    <message>
        <source>Where the last file was saved</source>
        <translation>Wo die letzte Datei gesichert wurde</translation>
    </message>
    <message>
        <source>The folder with your bundles</source>
        <translation>Der Ordner mit den Bundles</translation>
    </message>
    <message>
        <source>The folder for reports</source>
        <translation>Der Ordner für Berichte</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Larger controls, for touch</source>
        <translation>Größere Bedienelemente, für Touch</translation>
    </message>
    <message>
        <source>No movement</source>
        <translation>Keine Bewegung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Keep passphrases for</source>
        <translation>Passphrasen behalten</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Show devices that announce themselves (Avahi)</source>
        <translation>Geräte zeigen, die sich selbst melden (Avahi)</translation>
    </message>
    <message>
        <source>Devices can always be added by their address.</source>
        <translation>Geräte lassen sich immer über ihre Adresse hinzufügen.</translation>
    </message>
</context>
<context>
    <name>SlotCard</name>
    <message>
        <source>Slot %1, in use: %2, %3</source>
        <translation>Slot %1, in Gebrauch: %2, %3</translation>
    </message>
    <message>
        <source>Slot %1: %2, %3</source>
        <translation>Slot %1: %2, %3</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message>
        <source>Stop the push and close?</source>
        <translation>Die Übertragung anhalten und schließen?</translation>
    </message>
    <message>
        <source>Cancel the build and close?</source>
        <translation>Den Bau abbrechen und schließen?</translation>
    </message>
    <message>
        <source>The practice device ends with this window; this push is not resumed.</source>
        <translation>Das Übungsgerät endet mit diesem Fenster; diese Übertragung wird nicht fortgesetzt.</translation>
    </message>
    <message>
        <source>The devices keep what they have received. The next time Fieldfare starts, it offers to resume the push from there.</source>
        <translation>Die Geräte behalten, was sie empfangen haben. Beim nächsten Start bietet Fieldfare an, die Übertragung von dort fortzusetzen.</translation>
    </message>
    <message>
        <source>Nothing is left of the bundle that is being built; its images stay as they are.</source>
        <translation>Von dem Bundle, das gerade gebaut wird, bleibt nichts übrig; seine Images bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Cancel the build and close</source>
        <translation>Bau abbrechen und schließen</translation>
    </message>
</context>
<context>
    <name>TableChooser</name>
    <message>
        <source>Choose a table of devices</source>
        <translation>Eine Tabelle mit Geräten wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt)</source>
        <translation>Tabellen (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>Unlock %1</source>
        <translation>%1 aufschließen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
</context>
<context>
    <name>WindowRail</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Bundles</source>
        <translation>Bundles</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Updates for devices in the field: the technician&apos;s window.</source>
        <translation>Updates für Geräte im Feld: das Fenster für Techniker.</translation>
    </message>
    <message>
        <source>The technician&apos;s private key.</source>
        <translation>Der private Schlüssel des Technikers.</translation>
    </message>
    <message>
        <source>The technician&apos;s certificate.</source>
        <translation>Das Zertifikat des Technikers.</translation>
    </message>
    <message>
        <source>The root certificate of the fleet.</source>
        <translation>Das Wurzelzertifikat der Flotte.</translation>
    </message>
    <message>
        <source>The bundle (.ffb) to show.</source>
        <translation>Das Bundle (.ffb), das gezeigt wird.</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ActivityPage</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::BundleLibrary</name>
    <message>
        <source>only bundles (.ffb) go into the library</source>
        <translation>in die Bibliothek kommen nur Bundles (.ffb)</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::CheckSteps</name>
    <message>
        <source>The two clocks differ by %1.</source>
        <translation>Die beiden Uhren weichen um %1 voneinander ab.</translation>
    </message>
    <message>
        <source>The name leads to an address</source>
        <translation>Der Name führt zu einer Adresse</translation>
    </message>
    <message>
        <source>The port is open</source>
        <translation>Der Port ist offen</translation>
    </message>
    <message>
        <source>The connection is secure (TLS 1.3)</source>
        <translation>Die Verbindung ist sicher (TLS 1.3)</translation>
    </message>
    <message>
        <source>The certificate belongs to this fleet</source>
        <translation>Das Zertifikat gehört zu dieser Flotte</translation>
    </message>
    <message>
        <source>The device answers</source>
        <translation>Das Gerät antwortet</translation>
    </message>
    <message>
        <source>Its clock agrees with this laptop</source>
        <translation>Seine Uhr stimmt mit diesem Laptop überein</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation>Nicht versucht</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DeviceImport</name>
    <message>
        <source>Wrong lines: %1. Nothing is taken over until all of them are right.</source>
        <translation>Falsche Zeilen: %1. Nichts wird übernommen, bis alle richtig sind.</translation>
    </message>
    <message>
        <source>New devices: %1.</source>
        <translation>Neue Geräte: %1.</translation>
    </message>
    <message>
        <source>New devices: %1. Known already: %2; they get their note and group.</source>
        <translation>Neue Geräte: %1. Schon bekannt: %2; sie bekommen ihre Notiz und Gruppe.</translation>
    </message>
    <message>
        <source>The first line must name the columns; one of them must be: address.</source>
        <translation>Die erste Zeile muss die Spalten nennen; eine davon muss sein: address.</translation>
    </message>
    <message>
        <source>Below its first line the table is empty.</source>
        <translation>Unter ihrer ersten Zeile ist die Tabelle leer.</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>Die Adresse fehlt.</translation>
    </message>
    <message>
        <source>The note is longer than %1 characters.</source>
        <translation>Die Notiz ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>The group is longer than %1 characters.</source>
        <translation>Die Gruppe ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>%1 stands in line %2 already.</source>
        <translation>%1 steht schon in Zeile %2.</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DevicePage</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Hardware revision</source>
        <translation>Hardware-Revision</translation>
    </message>
    <message>
        <source>Running release</source>
        <translation>Laufendes Release</translation>
    </message>
    <message>
        <source>Epoch floor</source>
        <translation>Niedrigste Epoche</translation>
    </message>
    <message>
        <source>Fieldfare on the device</source>
        <translation>Fieldfare auf dem Gerät</translation>
    </message>
    <message>
        <source>Up for</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Revocation list</source>
        <translation>Sperrliste</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>UTC, synchronised</source>
        <translation>UTC, synchronisiert</translation>
    </message>
    <message>
        <source>UTC, not synchronised</source>
        <translation>UTC, nicht synchronisiert</translation>
    </message>
    <message>
        <source>the release in the other slot</source>
        <translation>das Release im anderen Slot</translation>
    </message>
    <message>
        <source>The device restarts. It comes back to this list by itself.</source>
        <translation>Das Gerät startet neu. Es kommt von selbst in diese Liste zurück.</translation>
    </message>
    <message>
        <source>%1 is committed: the device keeps it.</source>
        <translation>%1 ist bestätigt: Das Gerät behält es.</translation>
    </message>
    <message>
        <source>The device restarts into the release before.</source>
        <translation>Das Gerät startet neu in das vorige Release.</translation>
    </message>
    <message>
        <source>The device shows itself now.</source>
        <translation>Das Gerät macht sich jetzt bemerkbar.</translation>
    </message>
    <message>
        <source>Of the device</source>
        <translation>Des Geräts</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid from %1 until %2</source>
        <translation>Gültig von %1 bis %2</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht beendet</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::DevicesPage</name>
    <message>
        <source>Not of this fleet</source>
        <translation>Nicht von dieser Flotte</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>In no group</source>
        <translation>In keiner Gruppe</translation>
    </message>
    <message>
        <source>%1 of %2 connected</source>
        <translation>%1 von %2 verbunden</translation>
    </message>
    <message>
        <source>%1 out of date</source>
        <translation>%1 veraltet</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FleetKeys</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Certificates that end within 60 days: %1. Renew them in time: a device or laptop with an expired one is shut out.</source>
        <translation>Zertifikate, die innerhalb von 60 Tagen ablaufen: %1. Rechtzeitig erneuern: Ein Gerät oder Laptop mit einem abgelaufenen bleibt ausgesperrt.</translation>
    </message>
    <message>
        <source>Making five keys…</source>
        <translation>Fünf Schlüssel entstehen…</translation>
    </message>
    <message>
        <source>Issuing %1…</source>
        <translation>%1 wird ausgestellt…</translation>
    </message>
    <message>
        <source>Renewing %1…</source>
        <translation>%1 wird erneuert…</translation>
    </message>
    <message>
        <source>Signing the list of revoked keys…</source>
        <translation>Die Sperrliste wird signiert…</translation>
    </message>
    <message>
        <source>Signing the certificate…</source>
        <translation>Das Zertifikat wird signiert…</translation>
    </message>
    <message>
        <source>Writing the backup, and reading it back…</source>
        <translation>Die Sicherung wird geschrieben und zurückgelesen…</translation>
    </message>
    <message>
        <source>Restoring the fleet&apos;s folder…</source>
        <translation>Der Ordner der Flotte wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Encrypting the keys with the new passphrase…</source>
        <translation>Die Schlüssel werden mit der neuen Passphrase verschlüsselt…</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::ImageList</name>
    <message>
        <source>Looking into it…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>Packed (%1)</source>
        <translation>Gepackt (%1)</translation>
    </message>
    <message>
        <source>It is packed. Unpack it first: a device writes an image as it is, and the bundle compresses it anyway.</source>
        <translation>Es ist gepackt. Zuerst entpacken: Ein Gerät schreibt ein Image so, wie es ist, und das Bundle komprimiert es ohnehin.</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Not recognised: taken as it is</source>
        <translation>Nicht erkannt: wird genommen, wie es ist</translation>
    </message>
    <message>
        <source>with the Fieldfare agent</source>
        <translation>mit dem Fieldfare-Agenten</translation>
    </message>
    <message>
        <source>without the Fieldfare agent</source>
        <translation>ohne den Fieldfare-Agenten</translation>
    </message>
    <message>
        <source>Small letters, digits and -, 32 at most.</source>
        <translation>Kleinbuchstaben, Ziffern und -, höchstens 32.</translation>
    </message>
    <message>
        <source>Another image has this name.</source>
        <translation>Ein anderes Image hat diesen Namen.</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::JobWatch</name>
    <message>
        <source>A bundle is built</source>
        <translation>Ein Bundle wird gebaut</translation>
    </message>
    <message>
        <source>The bundle is built</source>
        <translation>Das Bundle ist gebaut</translation>
    </message>
    <message>
        <source>The bundle could not be built</source>
        <translation>Das Bundle konnte nicht gebaut werden</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::LaptopIdentity</name>
    <message>
        <source>Your certificate has expired: devices refuse this laptop. Ask the keeper of the fleet for a new one (Keys, Join a fleet).</source>
        <translation>Das eigene Zertifikat ist abgelaufen: Geräte lehnen diesen Laptop ab. Bei der Flottenverwaltung ein neues beantragen (Schlüssel, Einer Flotte beitreten).</translation>
    </message>
    <message>
        <source>Your certificate ends on %1. Ask the keeper of the fleet for a new one in time (Keys, Join a fleet).</source>
        <translation>Das eigene Zertifikat endet am %1. Rechtzeitig bei der Flottenverwaltung ein neues beantragen (Schlüssel, Einer Flotte beitreten).</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::LiveCheck</name>
    <message>
        <source>no answer within 10 s</source>
        <translation>keine Antwort innerhalb von 10 s</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::NewBundle</name>
    <message>
        <source>No image carries the Fieldfare agent: a device that runs this release could not be reached any more, and refuses it unless its policy allows that.</source>
        <translation>Kein Image enthält den Fieldfare-Agenten: Ein Gerät mit diesem Release wäre nicht mehr erreichbar und lehnt es ab, wenn seine Richtlinie das nicht erlaubt.</translation>
    </message>
    <message>
        <source>It cannot be seen whether these images carry the Fieldfare agent. Say it here: without it a device refuses the release.</source>
        <translation>Es ist nicht zu erkennen, ob diese Images den Fieldfare-Agenten enthalten. Hier angeben: Ohne ihn lehnt ein Gerät das Release ab.</translation>
    </message>
    <message>
        <source>Any release</source>
        <translation>Beliebiges Release</translation>
    </message>
    <message>
        <source>A counter for security. A device that has committed a release refuses every release with a lower epoch, for ever. Leave it as it is; raise it by one only when a hole was closed that an older release would open again.</source>
        <translation>Ein Zähler für die Sicherheit. Ein Gerät, das ein Release bestätigt hat, lehnt jedes Release mit niedrigerer Epoche für immer ab. Unverändert lassen; nur dann um eins erhöhen, wenn eine Lücke geschlossen wurde, die ein älteres Release wieder öffnen würde.</translation>
    </message>
    <message>
        <source>A first release has epoch 1.</source>
        <translation>Ein erstes Release hat die Epoche 1.</translation>
    </message>
    <message>
        <source>Devices that run %1 (epoch %2) would refuse this release.</source>
        <translation>Geräte mit %1 (Epoche %2) würden dieses Release ablehnen.</translation>
    </message>
    <message>
        <source>Once a device has committed this release it can never go back to %1 (epoch %2).</source>
        <translation>Hat ein Gerät dieses Release einmal bestätigt, kann es nie mehr zurück auf %1 (Epoche %2).</translation>
    </message>
    <message>
        <source>1 to 64 letters, digits and . _ + -</source>
        <translation>1 bis 64 Buchstaben, Ziffern und . _ + -</translation>
    </message>
    <message>
        <source>A whole number, 0 or more.</source>
        <translation>Eine ganze Zahl, 0 oder größer.</translation>
    </message>
    <message>
        <source>At least one model, as the devices call it: acme,gateway</source>
        <translation>Mindestens ein Modell, so wie die Geräte es nennen: acme,gateway</translation>
    </message>
    <message>
        <source>At most 64 KiB.</source>
        <translation>Höchstens 64 KiB.</translation>
    </message>
    <message>
        <source>%1 is in the library already. Give this release another version, or remove that bundle.</source>
        <translation>%1 ist schon in der Bibliothek. Diesem Release eine andere Version geben oder jenes Bundle entfernen.</translation>
    </message>
    <message>
        <source>Build %1 (epoch %2) for %3 out of images of %4.</source>
        <translation>%1 (Epoche %2) für %3 aus Images von %4 bauen.</translation>
    </message>
    <message>
        <source>It stays unsigned: no device takes it until it is signed.</source>
        <translation>Es bleibt unsigniert: Kein Gerät nimmt es, bis es signiert ist.</translation>
    </message>
    <message>
        <source>%1 signs it.</source>
        <translation>%1 signiert es.</translation>
    </message>
    <message>
        <source>It goes into the library as %1.</source>
        <translation>Es kommt als %1 in die Bibliothek.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 is in the library: %2, made of images of %3.</source>
        <translation>%1 ist in der Bibliothek: %2, aus Images von %3.</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::Practice</name>
    <message>
        <source>The virtual device starts…</source>
        <translation>Das virtuelle Gerät startet…</translation>
    </message>
    <message>
        <source>The practice is removed…</source>
        <translation>Die Übung wird entfernt…</translation>
    </message>
    <message>
        <source>Keys of a practice fleet are made…</source>
        <translation>Schlüssel einer Übungsflotte entstehen…</translation>
    </message>
    <message>
        <source>Images of two releases are made…</source>
        <translation>Images zweier Releases entstehen…</translation>
    </message>
    <message>
        <source>Bundles are built and signed…</source>
        <translation>Bundles werden gebaut und signiert…</translation>
    </message>
    <message>
        <source>The first release is installed on a virtual device…</source>
        <translation>Das erste Release wird auf einem virtuellen Gerät installiert…</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::PushFlow</name>
    <message>
        <source>Offline: the push waits for it.</source>
        <translation>Offline: Die Übertragung wartet darauf.</translation>
    </message>
    <message>
        <source>1 device</source>
        <translation>1 Gerät</translation>
    </message>
    <message>
        <source>%1 devices</source>
        <translation>%1 Geräten</translation>
    </message>
    <message>
        <source>they restart at once and must commit it</source>
        <translation>sie starten sofort neu und müssen es bestätigen</translation>
    </message>
    <message>
        <source>they keep running until they are restarted</source>
        <translation>sie laufen weiter, bis sie neu gestartet werden</translation>
    </message>
    <message>
        <source>Install %1 on %2; at most %3 will travel; %4.</source>
        <translation>%1 auf %2 installieren; höchstens %3 werden übertragen; %4.</translation>
    </message>
    <message>
        <source>One goes first; the others follow when it is well.</source>
        <translation>Eines geht voran; die anderen folgen, wenn es in Ordnung ist.</translation>
    </message>
    <message>
        <source>This is practice: only the virtual device on this computer is touched.</source>
        <translation>Das ist Übung: Nur das virtuelle Gerät auf diesem Rechner wird berührt.</translation>
    </message>
    <message>
        <source>Push a bundle</source>
        <translation>Ein Bundle übertragen</translation>
    </message>
    <message>
        <source>Practice: push %1</source>
        <translation>Übung: %1 übertragen</translation>
    </message>
    <message>
        <source>Push %1</source>
        <translation>%1 übertragen</translation>
    </message>
    <message>
        <source>%1 offline: the push waits.</source>
        <translation>%1 offline: Die Übertragung wartet.</translation>
    </message>
    <message>
        <source>The push of %1 of %2 was cut off; not finished: %3 of %4 devices.</source>
        <translation>Die Übertragung von %1 vom %2 wurde unterbrochen; nicht fertig: %3 von %4 Geräten.</translation>
    </message>
</context>
<context>
    <name>fieldfare::app::PushRows</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Verbindung weg</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Restarting</source>
        <translation>Startet neu</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>Im Probelauf</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Schließt ab</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Fell back</source>
        <translation>Zurückgefallen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is installed and starts with the next restart.</source>
        <translation>%1 ist installiert und startet beim nächsten Neustart.</translation>
    </message>
    <message>
        <source>It runs %1 and has not committed it yet.</source>
        <translation>Es läuft mit %1 und hat es noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>It runs %1 and keeps it.</source>
        <translation>Es läuft mit %1 und behält es.</translation>
    </message>
    <message>
        <source>It went back to the release before.</source>
        <translation>Es ging auf das vorige Release zurück.</translation>
    </message>
    <message>
        <source>Stopped from here. Push again: it goes on where it stopped.</source>
        <translation>Von hier angehalten. Erneut übertragen: Es geht weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>It was not touched.</source>
        <translation>Es wurde nicht berührt.</translation>
    </message>
    <message>
        <source>The link was lost; it is tried again and goes on where it stopped.</source>
        <translation>Die Verbindung ging verloren; sie wird erneut versucht und geht dort weiter, wo sie aufgehört hat.</translation>
    </message>
    <message>
        <source>It does not answer; the push waits for it.</source>
        <translation>Es antwortet nicht; die Übertragung wartet darauf.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
</TS>
