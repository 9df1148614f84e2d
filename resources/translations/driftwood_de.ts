<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ModelExports</name>
    <message>
        <source>Exporting %1</source>
        <translation>Export: %1</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>model card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>TrackSeries</name>
    <message>
        <source>no records, %1</source>
        <translation>keine Records, %1</translation>
    </message>
    <message>
        <source>scored by %1, %2</source>
        <translation>bewertet von %1, %2</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AgreementChart</name>
    <message>
        <source>actual</source>
        <translation>tatsächlich</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AlarmCard</name>
    <message>
        <source>Train again on this range</source>
        <translation>Mit diesem Bereich neu trainieren</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>The first record of the range, in its topic</source>
        <translation>Der erste Record des Bereichs, in seinem Topic</translation>
    </message>
    <message>
        <source>Cleared at %1.</source>
        <translation>Aufgehoben um %1.</translation>
    </message>
    <message>
        <source>Alarm: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>Bestätigen…</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>Stummschalten…</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Bestätigt von %1</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>Stumm bis %1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Cannot train on it yet: %1</source>
        <translation>Training noch nicht möglich: %1</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Wieder melden</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AlarmNoteDialog</name>
    <message>
        <source>Mute “%1”</source>
        <translation>„%1“ stummschalten</translation>
    </message>
    <message>
        <source>Acknowledge “%1”</source>
        <translation>„%1“ bestätigen</translation>
    </message>
    <message>
        <source>Until then, this alarm and others about the same quantity are neither counted nor announced. It stays in the list.</source>
        <translation>Bis dahin werden dieser Alarm und andere zur selben Größe weder gezählt noch gemeldet. Er bleibt in der Liste.</translation>
    </message>
    <message>
        <source>An acknowledged alarm is no longer counted. It stays in the list until it clears.</source>
        <translation>Ein bestätigter Alarm wird nicht mehr gezählt. Er bleibt in der Liste, bis er aufgehoben ist.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What is known about it</source>
        <translation>Was darüber bekannt ist</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>for 1 hour</source>
        <translation>für 1 Stunde</translation>
    </message>
    <message>
        <source>for 8 hours</source>
        <translation>für 8 Stunden</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>für einen Tag</translation>
    </message>
    <message>
        <source>for a week</source>
        <translation>für eine Woche</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AlarmsHead</name>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AlarmsPanel</name>
    <message>
        <source>No alarm is open.</source>
        <translation>Kein Alarm ist offen.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>and %1 earlier ones</source>
        <translation>und %1 frühere</translation>
    </message>
    <message>
        <source>Updates are shown once the pointer leaves the list.</source>
        <translation>Änderungen erscheinen, sobald der Zeiger die Liste verlässt.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AnswerStack</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ArchitectureView</name>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Layers of %1</source>
        <translation>Schichten von %1</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::AttachDialog</name>
    <message>
        <source>Publish to</source>
        <translation>Veröffentlichen in</translation>
    </message>
    <message>
        <source>Do not publish: score and watch only</source>
        <translation>Nicht veröffentlichen: nur bewerten und beobachten</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attach a model</source>
        <translation>Modell anhängen</translation>
    </message>
    <message>
        <source>Name of the target topic, typed to confirm</source>
        <translation>Name des Ziel-Topics, zur Bestätigung eingetippt</translation>
    </message>
    <message>
        <source>This cluster is marked production. Type the name of the target topic to go on.</source>
        <translation>Dieser Cluster ist als Produktion markiert. Zum Fortfahren den Namen des Ziel-Topics eintippen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Topic for predictions</source>
        <translation>Topic für Vorhersagen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Topic to score</source>
        <translation>Zu bewertendes Topic</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>Consumer-Gruppe</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Where the group left off, else at the end</source>
        <translation>Wo die Gruppe aufgehört hat, sonst am Ende</translation>
    </message>
    <message>
        <source>At the end: new records only</source>
        <translation>Am Ende: nur neue Records</translation>
    </message>
    <message>
        <source>At the beginning of the log</source>
        <translation>Am Anfang des Logs</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Records of a drift window</source>
        <translation>Records je Drift-Fenster</translation>
    </message>
    <message>
        <source>PSI limit</source>
        <translation>PSI-Grenze</translation>
    </message>
    <message>
        <source>Windows in a row before an alarm</source>
        <translation>Fenster in Folge vor einem Alarm</translation>
    </message>
    <message>
        <source>Drift window</source>
        <translation>Drift-Fenster</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>PSI above</source>
        <translation>PSI über</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>windows in a row</source>
        <translation>Fenstern in Folge</translation>
    </message>
    <message>
        <source>There is no model yet. Train one first.</source>
        <translation>Noch kein Modell. Zuerst eines trainieren.</translation>
    </message>
    <message>
        <source>There is no topic to read. Connect to the cluster the records are on.</source>
        <translation>Kein Topic zum Lesen. Mit dem Cluster verbinden, auf dem die Records liegen.</translation>
    </message>
    <message>
        <source>The target&apos;s name may hold letters, digits, “.”, “_” and “-”, at most 249 of them.</source>
        <translation>Der Name des Ziels darf Buchstaben, Ziffern, „.“, „_“ und „-“ enthalten, höchstens 249 Zeichen.</translation>
    </message>
    <message>
        <source>Predictions would go into the topic they are made from. Choose another name.</source>
        <translation>Vorhersagen gingen in das Topic, aus dem sie entstehen. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Name a group: its committed offsets record how far the predictions have got.</source>
        <translation>Eine Gruppe nennen: Ihre committeten Offsets halten fest, wie weit die Vorhersagen sind.</translation>
    </message>
    <message>
        <source>Nothing is committed when nothing is published</source>
        <translation>Ohne Veröffentlichung wird nichts committet</translation>
    </message>
    <message>
        <source>Nothing is written to the cluster: no predictions, no offsets. After a stop it resumes at the end of the topic.</source>
        <translation>In den Cluster wird nichts geschrieben: keine Vorhersagen, keine Offsets. Nach dem Anhalten wird am Ende des Topics fortgesetzt.</translation>
    </message>
    <message>
        <source>“%1” scores this topic under this group now: every record would be scored twice. Name another group, stop it first, or promote this model in its place.</source>
        <translation>„%1“ bewertet dieses Topic gerade unter dieser Gruppe: Jeder Record würde doppelt bewertet. Eine andere Gruppe nennen, es vorher anhalten oder dieses Modell an seine Stelle setzen.</translation>
    </message>
    <message>
        <source>“%1” publishes into this topic now: name another one.</source>
        <translation>„%1“ veröffentlicht gerade in dieses Topic: ein anderes nennen.</translation>
    </message>
    <message>
        <source>Topic for dead letters</source>
        <translation>Topic für Dead Letters</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Receives the predictions that the topic above refuses; none: they are only counted</source>
        <translation>Nimmt Vorhersagen auf, die das Topic darüber ablehnt; keines: sie werden nur gezählt</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Predictions cannot go into an internal topic of the cluster. Choose another name.</source>
        <translation>Vorhersagen können nicht in ein internes Topic des Clusters. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Dead letters would be mixed with the records of another topic of this monitor. Choose another topic for them.</source>
        <translation>Dead Letters würden sich mit den Records eines anderen Topics dieses Monitors mischen. Ein anderes Topic dafür wählen.</translation>
    </message>
    <message>
        <source>The name for dead letters may hold letters, digits, “.”, “_” and “-”, at most 249 of them.</source>
        <translation>Der Name für Dead Letters darf Buchstaben, Ziffern, „.“, „_“ und „-“ enthalten, höchstens 249 Zeichen.</translation>
    </message>
    <message>
        <source>Writes one prediction per record to %1 and commits offsets under the group %2.</source>
        <translation>Schreibt eine Vorhersage je Record in %1 und committet Offsets unter der Gruppe %2.</translation>
    </message>
    <message>
        <source>Creates the topic %1, writes one prediction per record to it and commits offsets under the group %2.</source>
        <translation>Legt das Topic %1 an, schreibt eine Vorhersage je Record hinein und committet Offsets unter der Gruppe %2.</translation>
    </message>
    <message>
        <source>Predictions that it refuses go to %1.</source>
        <translation>Vorhersagen, die es ablehnt, gehen in %1.</translation>
    </message>
    <message>
        <source>Nothing else is written.</source>
        <translation>Sonst wird nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::BacktestHistoryItemModel</name>
    <message>
        <source>%1, validation</source>
        <translation>%1, Validierung</translation>
    </message>
    <message>
        <source>%1. Predictions SHA-256 %2</source>
        <translation>%1. SHA-256 der Vorhersagen %2</translation>
    </message>
    <message>
        <source>Score on the validation part at training time</source>
        <translation>Ergebnis auf dem Validierungsteil beim Training</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>Getestet</translation>
    </message>
    <message>
        <source>Records of</source>
        <translation>Records aus</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>Mittlerer Score</translation>
    </message>
    <message>
        <source>The best baseline that needs no model, on the same records: mean or most frequent class, last value, same hour of the day or the week before</source>
        <translation>Die beste Baseline ohne Modell auf denselben Records: Mittelwert oder häufigste Klasse, letzter Wert, gleiche Stunde am Vortag oder in der Vorwoche</translation>
    </message>
    <message>
        <source>Score at training time: each record was tested before the model learned from it</source>
        <translation>Ergebnis beim Training: Jeder Record wurde geprüft, bevor das Modell aus ihm lernte</translation>
    </message>
    <message>
        <source>best baseline</source>
        <translation>beste Baseline</translation>
    </message>
    <message>
        <source>when trained</source>
        <translation>beim Training</translation>
    </message>
    <message>
        <source>in validation</source>
        <translation>in Validierung</translation>
    </message>
    <message>
        <source>%1, partly learned</source>
        <translation>%1, teils gelernt</translation>
    </message>
    <message>
        <source>%1, learned</source>
        <translation>%1, gelernt</translation>
    </message>
    <message>
        <source>%1 of these %2 rows are of the data set of the model, which may have learned from them: its figures are then better here than on new records.</source>
        <translation>%1 dieser %2 Zeilen sind aus dem Datensatz des Modells, das aus ihnen gelernt haben kann: Seine Zahlen sind dann hier besser als auf neuen Records.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::BacktestItemModel</name>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>Mittlerer absoluter Fehler</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>Mittlerer Score</translation>
    </message>
    <message>
        <source>Anomalies</source>
        <translation>Anomalien</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Windows with drift</source>
        <translation>Fenster mit Drift</translation>
    </message>
    <message>
        <source>%1, the better one</source>
        <translation>%1, besser</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Rows in these figures</source>
        <translation>Zeilen in diesen Kennzahlen</translation>
    </message>
    <message>
        <source>Rows of a class not seen in training, wrong</source>
        <translation>Zeilen einer im Training nicht gesehenen Klasse, falsch</translation>
    </message>
    <message>
        <source>Rows without a label, left out</source>
        <translation>Zeilen ohne Label, ausgelassen</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Best baseline</source>
        <translation>Beste Baseline</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::BacktestsView</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Data set to try the model on</source>
        <translation>Datensatz, auf dem das Modell geprüft wird</translation>
    </message>
    <message>
        <source>Which of its records</source>
        <translation>Welche seiner Records</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>Alle Records</translation>
    </message>
    <message>
        <source>Validation part</source>
        <translation>Validierungsteil</translation>
    </message>
    <message>
        <source>Back-test</source>
        <translation>Backtest</translation>
    </message>
    <message>
        <source>Earlier back-tests</source>
        <translation>Frühere Backtests</translation>
    </message>
    <message>
        <source>No back-test yet</source>
        <translation>Noch kein Backtest</translation>
    </message>
    <message>
        <source>A back-test replays the records of a data set through the model and its drift monitor, as if they came in now. Choose one above.</source>
        <translation>Ein Backtest spielt die Records eines Datensatzes noch einmal durch das Modell und seinen Driftmonitor, als kämen sie jetzt an. Wählen Sie oben einen.</translation>
    </message>
    <message>
        <source>A back-test is under way</source>
        <translation>Ein Backtest läuft</translation>
    </message>
    <message>
        <source>There is no data set to try the model on</source>
        <translation>Es gibt keinen Datensatz, auf dem das Modell geprüft werden könnte</translation>
    </message>
    <message>
        <source>Connect to the data set&apos;s cluster first</source>
        <translation>Zuerst mit dem Cluster des Datensatzes verbinden</translation>
    </message>
    <message>
        <source>Replays the records through the model; nothing is published</source>
        <translation>Spielt die Records durch das Modell; nichts wird veröffentlicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Back-test of %1 on %2</source>
        <translation>Backtest von %1 auf %2</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Banner</name>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::BrowsePage</name>
    <message>
        <source>Views of the topic</source>
        <translation>Ansichten des Topics</translation>
    </message>
    <message>
        <source>No topic chosen</source>
        <translation>Kein Topic gewählt</translation>
    </message>
    <message>
        <source>Choose one at the left: its newest records are shown first.</source>
        <translation>Links eines wählen: Die neuesten Records stehen zuerst da.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>The selected records, or all that are shown, into a file</source>
        <translation>Die ausgewählten oder alle gezeigten Records in eine Datei</translation>
    </message>
    <message>
        <source>Select ranges</source>
        <translation>Bereiche wählen</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>%1 records/s</source>
        <translation>%1 Records/s</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>retention %1</source>
        <translation>Aufbewahrung %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1 Partition</numerusform>
            <numerusform>%1 Partitionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Save value as…</source>
        <translation>Wert speichern unter…</translation>
    </message>
    <message>
        <source>the cluster %1</source>
        <translation>dem Cluster %1</translation>
    </message>
    <message>
        <source>The records are on another cluster</source>
        <translation>Die Records liegen auf einem anderen Cluster</translation>
    </message>
    <message>
        <source>%1 is on %2. Connect to it first.</source>
        <translation>%1 liegt auf %2. Zuerst damit verbinden.</translation>
    </message>
    <message>
        <source>%1 is on %2, and the window shows %3. Connect to it first.</source>
        <translation>%1 liegt auf %2, das Fenster zeigt %3. Zuerst damit verbinden.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::CardLanguage</name>
    <message>
        <source>Scores how unusual each record of **%1** is, by an autoencoder&apos;s mean squared reconstruction error over the transformed features. A record whose error is above **%2** is flagged as anomalous.</source>
        <translation>Bewertet, wie ungewöhnlich jeder Record von **%1** ist, nach dem mittleren quadratischen Rekonstruktionsfehler eines Autoencoders über die transformierten Merkmale. Ein Record, dessen Fehler über **%2** liegt, gilt als anomal.</translation>
    </message>
    <message>
        <source>Predicts **%1** of records of **%2**, in the field&apos;s own unit.</source>
        <translation>Sagt **%1** von Records von **%2** vorher, in der Einheit des Feldes.</translation>
    </message>
    <message>
        <source>Gives records of **%1** the probability of every class of **%2** (%3).</source>
        <translation>Gibt Records von **%1** die Wahrscheinlichkeit jeder Klasse von **%2** (%3).</translation>
    </message>
    <message>
        <source>The second class is predicted above a probability of %1.</source>
        <translation>Die zweite Klasse wird ab einer Wahrscheinlichkeit über %1 vorhergesagt.</translation>
    </message>
    <message>
        <source>standardize: mean %1, constant</source>
        <translation>standardisiert: Mittel %1, konstant</translation>
    </message>
    <message>
        <source>standardize: mean %1, standard deviation %2</source>
        <translation>standardisiert: Mittel %1, Standardabweichung %2</translation>
    </message>
    <message>
        <source>min-max: from %1, constant</source>
        <translation>Min-Max: ab %1, konstant</translation>
    </message>
    <message>
        <source>min-max: from %1 to %2</source>
        <translation>Min-Max: von %1 bis %2</translation>
    </message>
    <message>
        <source>one-hot: %1 and %2 more</source>
        <translation>One-Hot: %1 und %2 weitere</translation>
    </message>
    <message>
        <source>one-hot: %1</source>
        <translation>One-Hot: %1</translation>
    </message>
    <message>
        <source>%1: ISO 8601 text</source>
        <translation>%1: Text nach ISO 8601</translation>
    </message>
    <message>
        <source>%1: %2 since 1970</source>
        <translation>%1: %2 seit 1970</translation>
    </message>
    <message>
        <source>Learned in one pass: every row was predicted before it was learned from.</source>
        <translation>In einem Durchgang gelernt: Jede Zeile wurde vorhergesagt, bevor aus ihr gelernt wurde.</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>prequential</source>
        <translation>prequentiell</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The model is worse than %1: %2 %3 against %4.</source>
        <translation>Das Modell ist schlechter als %1: %2 %3 gegen %4.</translation>
    </message>
    <message>
        <source>The model is no better than %1: %2 %3 against %4.</source>
        <translation>Das Modell ist nicht besser als %1: %2 %3 gegen %4.</translation>
    </message>
    <message>
        <source>The model is better than %1: %2 %3 against %4.</source>
        <translation>Das Modell ist besser als %1: %2 %3 gegen %4.</translation>
    </message>
    <message>
        <source>The reconstruction error is the mean squared difference between the transformed inputs and the network&apos;s output: 0 is exact. It has no baseline; compare it with the threshold, and with other models on the same records.</source>
        <translation>Der Rekonstruktionsfehler ist die mittlere quadratische Differenz zwischen den transformierten Eingaben und der Ausgabe des Netzes: 0 ist exakt. Eine Baseline gibt es nicht; zu vergleichen ist er mit der Schwelle und mit anderen Modellen auf denselben Records.</translation>
    </message>
    <message>
        <source>Baselines that need no model, on the same rows:</source>
        <translation>Baselines ohne Modell auf denselben Zeilen:</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Precision, recall and F1 are of class **%1**.</source>
        <translation>Precision, Recall und F1 gelten für die Klasse **%1**.</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>Fehlende</translation>
    </message>
    <message>
        <source>filled, with an indicator</source>
        <translation>gefüllt, mit Anzeiger</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>gefüllt</translation>
    </message>
    <message>
        <source>It does not read these fields of its data set:</source>
        <translation>Diese Felder seines Datensatzes liest es nicht:</translation>
    </message>
    <message>
        <source>why not</source>
        <translation>warum nicht</translation>
    </message>
    <message>
        <source>Dense layers %1 (%2), %3 weights, trained by %4 in one pass over the log for %5 steps (%6).</source>
        <translation>Dichte Schichten %1 (%2), %3 Gewichte, trainiert von %4 in einem Durchgang durch den Log, %5 Schritte (%6).</translation>
    </message>
    <message>
        <source>Dense layers %1 (%2), %3 weights, trained by %4 for %5 steps (%6).</source>
        <translation>Dichte Schichten %1 (%2), %3 Gewichte, trainiert von %4, %5 Schritte (%6).</translation>
    </message>
    <message>
        <source>Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out besides), all of them learned from.</source>
        <translation>Datensatz **%1**, Topic **%2** des Clusters %3: %4 Zeilen (dazu %5 nicht dekodierbar und %6 herausgefiltert), aus allen wurde gelernt.</translation>
    </message>
    <message>
        <source>Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out besides), the last %7 % for validation.</source>
        <translation>Datensatz **%1**, Topic **%2** des Clusters %3: %4 Zeilen (dazu %5 nicht dekodierbar und %6 herausgefiltert), die letzten %7 % zur Validierung.</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>offsets</source>
        <translation>Offsets</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Fingerprint of the data: `%1`. Seed %2. Created %3 by %4.</source>
        <translation>Fingerabdruck der Daten: `%1`. Seed %2. Erstellt %3 von %4.</translation>
    </message>
    <message>
        <source>Retrained after model `%1`.</source>
        <translation>Neu trainiert nach Modell `%1`.</translation>
    </message>
    <message>
        <source>Retrained after model `%1`, started from %2.</source>
        <translation>Neu trainiert nach Modell `%1`, begonnen mit: %2.</translation>
    </message>
    <message>
        <source>It predicts **%1**: %2.</source>
        <translation>Es sagt **%1** vorher: %2.</translation>
    </message>
    <message>
        <source>It reads **%1**: %2.</source>
        <translation>Es liest **%1**: %2.</translation>
    </message>
    <message>
        <source>It was trained on the records above only. When the topic&apos;s values move away from them, its outputs lose their meaning without any error; watch its drift.</source>
        <translation>Es wurde nur auf den Records oben trainiert. Entfernen sich die Werte des Topics davon, verlieren seine Ausgaben ihren Sinn, ohne dass ein Fehler auftritt; auf Drift achten.</translation>
    </message>
    <message>
        <source>A missing value is filled with a neutral value from the training rows; a category not seen in training counts as none of the known ones.</source>
        <translation>Ein fehlender Wert wird mit einem neutralen Wert aus den Trainingszeilen gefüllt; eine im Training nicht gesehene Kategorie zählt als keine der bekannten.</translation>
    </message>
    <message>
        <source>The threshold is the %1 quantile of the training rows&apos; error: about that share of ordinary records stays below it. Unusual is not the same as faulty.</source>
        <translation>Die Schwelle ist das %1-Quantil des Fehlers der Trainingszeilen: Etwa dieser Anteil gewöhnlicher Records bleibt darunter. Ungewöhnlich heißt nicht fehlerhaft.</translation>
    </message>
    <message>
        <source>The probabilities are the network&apos;s own and have not been calibrated.</source>
        <translation>Die Wahrscheinlichkeiten sind die des Netzes und nicht kalibriert.</translation>
    </message>
    <message>
        <source>It was not validated on rows it had not seen.</source>
        <translation>Es wurde nicht auf Zeilen validiert, die es nicht kannte.</translation>
    </message>
    <message>
        <source>Its bundle has the first format version, without a digest: its features, network and threshold cannot be verified.</source>
        <translation>Sein Bundle hat die erste Formatversion, ohne Prüfsumme: Merkmale, Netz und Schwelle lassen sich nicht überprüfen.</translation>
    </message>
    <message>
        <source>Model `%1`, %2.</source>
        <translation>Modell `%1`, %2.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>How good it is</source>
        <translation>Wie gut es ist</translation>
    </message>
    <message>
        <source>What it reads</source>
        <translation>Was es liest</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>Einschränkungen</translation>
    </message>
    <message>
        <source>anomaly-detection</source>
        <translation>Anomalie-Erkennung</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <source>classification</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <source>the mean of the training rows</source>
        <translation>das Mittel der Trainingszeilen</translation>
    </message>
    <message>
        <source>the most frequent class</source>
        <translation>die häufigste Klasse</translation>
    </message>
    <message>
        <source>the last value</source>
        <translation>der letzte Wert</translation>
    </message>
    <message>
        <source>the same hour of the day before</source>
        <translation>dieselbe Stunde am Vortag</translation>
    </message>
    <message>
        <source>the same hour of the week before</source>
        <translation>dieselbe Stunde der Vorwoche</translation>
    </message>
    <message>
        <source>the last value of the same key</source>
        <translation>der letzte Wert desselben Schlüssels</translation>
    </message>
    <message>
        <source>the same hour of the day before, same key</source>
        <translation>dieselbe Stunde am Vortag, gleicher Schlüssel</translation>
    </message>
    <message>
        <source>the same hour of the week before, same key</source>
        <translation>dieselbe Stunde der Vorwoche, gleicher Schlüssel</translation>
    </message>
    <message>
        <source>all epochs done</source>
        <translation>alle Epochen gelaufen</translation>
    </message>
    <message>
        <source>validation loss no longer fell</source>
        <translation>der Validierungsverlust sank nicht mehr</translation>
    </message>
    <message>
        <source>the loss was not a finite number</source>
        <translation>der Verlust war keine endliche Zahl</translation>
    </message>
    <message>
        <source>stopped by you, best epoch kept</source>
        <translation>von Hand angehalten, beste Epoche behalten</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Hand angehalten</translation>
    </message>
    <message>
        <source>the parent&apos;s weights</source>
        <translation>den Gewichten des Vorgängers</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, %1</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, %1</translation>
    </message>
    <message>
        <source>it is missing in every training row</source>
        <translation>es fehlt in jeder Trainingszeile</translation>
    </message>
    <message>
        <source>none of its values in the training rows fits its type</source>
        <translation>keiner seiner Werte in den Trainingszeilen passt zu seinem Typ</translation>
    </message>
    <message>
        <source>it has one value only in the training rows</source>
        <translation>es hat in den Trainingszeilen nur einen Wert</translation>
    </message>
    <message>
        <source>text with %1 different values</source>
        <translation>Text mit %1 verschiedenen Werten</translation>
    </message>
    <message>
        <source>a running number: it only grows</source>
        <translation>eine laufende Nummer: sie wächst nur</translation>
    </message>
    <message>
        <source>it identifies the record: nearly every value is different</source>
        <translation>es identifiziert den Record: fast jeder Wert ist anders</translation>
    </message>
    <message>
        <source>it gives %1 away: each of its values comes with one value of %2</source>
        <translation>es verrät %1: jeder seiner Werte kommt mit einem Wert von %2</translation>
    </message>
    <message>
        <source>it gives %1 away: it is missing for some values of %2 and present for others</source>
        <translation>es verrät %1: bei manchen Werten von %2 fehlt es, bei anderen ist es da</translation>
    </message>
    <message>
        <source>it gives %1 away: it follows %2 exactly</source>
        <translation>es verrät %1: es folgt %2 genau</translation>
    </message>
    <message>
        <source>%1 value is beyond 2^53 and rounded in learning</source>
        <translation>%1 Wert liegt jenseits von 2^53 und wird beim Lernen gerundet</translation>
    </message>
    <message>
        <source>%1 values are beyond 2^53 and rounded in learning</source>
        <translation>%1 Werte liegen jenseits von 2^53 und werden beim Lernen gerundet</translation>
    </message>
    <message>
        <source>%1 row left out of the figures: nothing was learned yet</source>
        <translation>%1 Zeile nicht in den Kennzahlen: noch war nichts gelernt</translation>
    </message>
    <message>
        <source>%1 rows left out of the figures: nothing was learned yet</source>
        <translation>%1 Zeilen nicht in den Kennzahlen: noch war nichts gelernt</translation>
    </message>
    <message>
        <source>%1 row of a class seen for the first time, each counted as wrong%2</source>
        <translation>%1 Zeile einer zum ersten Mal gesehenen Klasse, als falsch gezählt%2</translation>
    </message>
    <message>
        <source>%1 rows of a class seen for the first time, each counted as wrong%2</source>
        <translation>%1 Zeilen einer zum ersten Mal gesehenen Klasse, jede als falsch gezählt%2</translation>
    </message>
    <message>
        <source>%1 row of a class not seen in training, each counted as wrong%2</source>
        <translation>%1 Zeile einer im Training nicht gesehenen Klasse, als falsch gezählt%2</translation>
    </message>
    <message>
        <source>%1 rows of a class not seen in training, each counted as wrong%2</source>
        <translation>%1 Zeilen einer im Training nicht gesehenen Klasse, jede als falsch gezählt%2</translation>
    </message>
    <message>
        <source>%1 % of the rows are of one class: always predicting it would be right as often, so accuracy says little here; look at F1 and AUC, and consider balanced class weights</source>
        <translation>%1 % der Zeilen sind von einer Klasse: Sie immer vorherzusagen träfe ebenso oft zu, also sagt die Genauigkeit hier wenig; F1 und AUC ansehen und ausgewogene Klassengewichte erwägen</translation>
    </message>
    <message>
        <source>%1 rows without a label, left out of the figures: %2 of training, %3 of validation</source>
        <translation>%1 Zeilen ohne Label, nicht in den Kennzahlen: %2 des Trainings, %3 der Validierung</translation>
    </message>
    <message>
        <source>%1 row without a label, left out of the figures</source>
        <translation>%1 Zeile ohne Label, nicht in den Kennzahlen</translation>
    </message>
    <message>
        <source>%1 rows without a label, left out of the figures</source>
        <translation>%1 Zeilen ohne Label, nicht in den Kennzahlen</translation>
    </message>
    <message>
        <source>%1 row is of data that the parent model was trained on, and training began with its weights: the figures flatter this model</source>
        <translation>%1 Zeile ist aus Daten, mit denen das Vorgängermodell trainiert wurde, und das Training begann mit dessen Gewichten: Die Zahlen schmeicheln diesem Modell</translation>
    </message>
    <message>
        <source>%1 rows are of data that the parent model was trained on, and training began with its weights: the figures flatter this model</source>
        <translation>%1 Zeilen sind aus Daten, mit denen das Vorgängermodell trainiert wurde, und das Training begann mit dessen Gewichten: Die Zahlen schmeicheln diesem Modell</translation>
    </message>
    <message>
        <source>it was not chosen</source>
        <translation>es wurde nicht gewählt</translation>
    </message>
    <message>
        <source>its role is ignore</source>
        <translation>seine Rolle ist Ignorieren</translation>
    </message>
    <message>
        <source>its role is key</source>
        <translation>seine Rolle ist Schlüssel</translation>
    </message>
    <message>
        <source>its role is time</source>
        <translation>seine Rolle ist Zeit</translation>
    </message>
    <message>
        <source>its role is label</source>
        <translation>seine Rolle ist Label</translation>
    </message>
    <message>
        <source>rows_without_label</source>
        <translation>Zeilen ohne Label</translation>
    </message>
    <message>
        <source>rows_of_unknown_class</source>
        <translation>Zeilen unbekannter Klasse</translation>
    </message>
    <message>
        <source>passthrough</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, it has %1 inputs, this run has %2</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, er hat %1 Eingaben, dieser Lauf %2</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, its inputs are others: %1 there, %2 here</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, seine Eingaben sind andere: dort %1, hier %2</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, it predicts another label</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, er sagt ein anderes Label vorher</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, its classes are others</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, seine Klassen sind andere</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, its network has other hidden layers</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, sein Netz hat andere verdeckte Schichten</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, its network has other outputs</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, sein Netz hat andere Ausgänge</translation>
    </message>
    <message>
        <source>new weights: the parent&apos;s do not fit, its values are so much larger that its weights cannot be converted</source>
        <translation>neuen Gewichten: die des Vorgängers passen nicht, seine Werte sind so viel größer, dass sich die Gewichte nicht umrechnen lassen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ChallengerPanel</name>
    <message>
        <source>Champion and challenger on the same records</source>
        <translation>Champion und Herausforderer auf denselben Records</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Attach the challenger…</source>
        <translation>Herausforderer anhängen…</translation>
    </message>
    <message>
        <source>Challenger</source>
        <translation>Herausforderer</translation>
    </message>
    <message>
        <source>Choose a monitor first</source>
        <translation>Zuerst einen Monitor wählen</translation>
    </message>
    <message>
        <source>A comparison is under way</source>
        <translation>Ein Vergleich läuft</translation>
    </message>
    <message>
        <source>Nothing has been scored yet</source>
        <translation>Noch nichts bewertet</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>There is no other model of this task</source>
        <translation>Kein anderes Modell für diese Aufgabe</translation>
    </message>
    <message>
        <source>Try another model on the brushed records, or on all that were scored</source>
        <translation>Ein anderes Modell auf den markierten oder allen bewerteten Records erproben</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Reading the records…</source>
        <translation>Records werden gelesen…</translation>
    </message>
    <message>
        <source>Stopped by you.</source>
        <translation>Von Hand angehalten.</translation>
    </message>
    <message>
        <source>Promote…</source>
        <translation>Befördern…</translation>
    </message>
    <message>
        <source>Shadow: runs beside the champion, with its own group and topic</source>
        <translation>Shadow-Betrieb: läuft neben dem Champion, mit eigener Gruppe und eigenem Topic</translation>
    </message>
    <message>
        <source>Replaces the champion: same group, same topic, same offsets</source>
        <translation>Ersetzt den Champion: gleiche Gruppe, gleiches Topic, gleiche Offsets</translation>
    </message>
    <message>
        <source>Back to %1…</source>
        <translation>Zurück zu %1…</translation>
    </message>
    <message>
        <source>Both on the same %1 records, new to both; %2 that one of them was trained on are left out. Nothing was published.</source>
        <translation>Beide auf denselben %1 Records, für beide neu; %2, mit denen eines trainiert wurde, sind ausgelassen. Nichts wurde veröffentlicht.</translation>
    </message>
    <message>
        <source>Both on the same %1 records, new to both. Nothing was published.</source>
        <translation>Beide auf denselben %1 Records, für beide neu. Nichts wurde veröffentlicht.</translation>
    </message>
    <message>
        <source>It was worse on the %1 records both were tried on: %2 %3 against %4.</source>
        <translation>Es war schlechter auf den %1 Records, an denen beide erprobt wurden: %2 %3 gegen %4.</translation>
    </message>
    <message>
        <source>One of them was trained on all of the brushed range, so these are all records that were scored.</source>
        <translation>Eines wurde mit dem ganzen markierten Bereich trainiert, daher sind dies alle bewerteten Records.</translation>
    </message>
    <message>
        <source>Only the brushed range was compared.</source>
        <translation>Nur der markierte Bereich wurde verglichen.</translation>
    </message>
    <message>
        <source>Another model was promoted in its place</source>
        <translation>Ein anderes Modell hat seinen Platz übernommen</translation>
    </message>
    <message>
        <source>Its records are on another cluster: connect to %1 first</source>
        <translation>Seine Records liegen auf einem anderen Cluster: zuerst mit %1 verbinden</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Chart</name>
    <message>
        <source>%1 ends at %2; %3</source>
        <translation>%1 endet bei %2; %3</translation>
    </message>
    <message>
        <source>%1 begins at %2; %3</source>
        <translation>%1 beginnt bei %2; %3</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgenommen</translation>
    </message>
    <message>
        <source>Export chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>it has no size</source>
        <translation>es hat keine Größe</translation>
    </message>
    <message>
        <source>no SVG can be drawn</source>
        <translation>es lässt sich kein SVG zeichnen</translation>
    </message>
    <message>
        <source>Export chart…</source>
        <translation>Diagramm exportieren…</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Vector picture (*.svg)</source>
        <translation>Vektorbild (*.svg)</translation>
    </message>
    <message>
        <source>Values of the visible range (*.csv)</source>
        <translation>Werte des sichtbaren Bereichs (*.csv)</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>%1: most between %2 and %3</source>
        <translation>%1: meist zwischen %2 und %3</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>%1 of %2 points drawn, extremes kept</source>
        <translation>%1 von %2 Punkten gezeichnet, Extreme erhalten</translation>
    </message>
    <message numerus="yes">
        <source>%n more fields</source>
        <translation>
            <numerusform>%n weiteres Feld</numerusform>
            <numerusform>%n weitere Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>PSI</source>
        <translation>PSI</translation>
    </message>
    <message>
        <source>PSI %1</source>
        <translation>PSI %1</translation>
    </message>
    <message>
        <source>no field beyond PSI %1</source>
        <translation>kein Feld über PSI %1</translation>
    </message>
    <message>
        <source>%1 of %2 fields beyond PSI %3: %4</source>
        <translation>%1 von %2 Feldern über PSI %3: %4</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>%1: %2 points</source>
        <translation>%1: %2 Punkte</translation>
    </message>
    <message>
        <source>%1: now %2, between %3 and %4</source>
        <translation>%1: jetzt %2, zwischen %3 und %4</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>low watermark</source>
        <translation>Low Watermark</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>%1 records in %2 partitions, at most %3 per bucket</source>
        <translation>%1 Records in %2 Partitionen, höchstens %3 je Intervall</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s) cut at %1</source>
        <translation>
            <numerusform>%n Balken bei %1 gekappt</numerusform>
            <numerusform>%n Balken bei %1 gekappt</numerusform>
        </translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>predicted, mean</source>
        <translation>vorhergesagt, Mittel</translation>
    </message>
    <message>
        <source>%1 records from %2 to %3, predicted against actual</source>
        <translation>%1 Records von %2 bis %3, vorhergesagt gegen tatsächlich</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%1 von %2 Punkten</translation>
    </message>
    <message>
        <source>%1: best %2</source>
        <translation>%1: bester %2</translation>
    </message>
    <message>
        <source>no window</source>
        <translation>kein Fenster</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ClassFiguresItemModel</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::CommandPalette</name>
    <message>
        <source>Go to anything by name</source>
        <translation>Über den Namen zu allem springen</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Topic, connection, data set, run, model, monitor or action</source>
        <translation>Topic, Verbindung, Datensatz, Lauf, Modell, Monitor oder Aktion</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::CommandWords</name>
    <message>
        <source>action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ComparisonItemModel</name>
    <message>
        <source>%1, beyond the limit</source>
        <translation>%1, über der Grenze</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>PSI</source>
        <translation>PSI</translation>
    </message>
    <message>
        <source>KS</source>
        <translation>KS</translation>
    </message>
    <message>
        <source>PSI %1 of %2 against %3</source>
        <translation>PSI %1 von %2 gegen %3</translation>
    </message>
    <message>
        <source>histogram of %1</source>
        <translation>Histogramm von %1</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>Werte von %1</translation>
    </message>
    <message>
        <source>Mean %1</source>
        <translation>Mittel %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConfigurationView</name>
    <message>
        <source>Filter settings</source>
        <translation>Einstellungen filtern</translation>
    </message>
    <message>
        <source>Only what is set on the topic</source>
        <translation>Nur am Topic Gesetztes</translation>
    </message>
    <message>
        <source>Settings of the topic</source>
        <translation>Einstellungen des Topics</translation>
    </message>
    <message>
        <source>Loading the configuration</source>
        <translation>Konfiguration wird geladen</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy setting</source>
        <translation>Einstellung kopieren</translation>
    </message>
    <message>
        <source>Copy all that are shown</source>
        <translation>Alle gezeigten kopieren</translation>
    </message>
    <message>
        <source>Refresh the settings</source>
        <translation>Einstellungen aktualisieren</translation>
    </message>
    <message>
        <source>This broker does not report its configuration</source>
        <translation>Dieser Broker gibt keine Auskunft über seine Konfiguration</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing is set on the topic</source>
        <translation>Am Topic ist nichts gesetzt</translation>
    </message>
    <message>
        <source>All values are the broker&apos;s configuration or defaults.</source>
        <translation>Alle Werte kommen aus der Konfiguration des Brokers oder sind Vorgaben.</translation>
    </message>
    <message>
        <source>No such setting</source>
        <translation>Keine solche Einstellung</translation>
    </message>
    <message>
        <source>No name or value contains the filter&apos;s text.</source>
        <translation>Kein Name und kein Wert enthält den Text des Filters.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>Zum Fortfahren %1 eintippen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConfusionItemModel</name>
    <message>
        <source>not seen in training</source>
        <translation>im Training nicht gesehen</translation>
    </message>
    <message>
        <source>%1 predicted as %2: %3 of %4 records</source>
        <translation>%1 als %2 vorhergesagt: %3 von %4 Records</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>Tatsächlich</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Connecting</name>
    <message>
        <source>It came with the workspace: you have not saved it on this machine. What it does:</source>
        <translation>Sie kam mit dem Arbeitsbereich: Sie haben sie auf diesem Rechner nicht gespeichert. Was sie tut:</translation>
    </message>
    <message>
        <source>It may publish and create topics.</source>
        <translation>Sie darf schreiben und Topics anlegen.</translation>
    </message>
    <message>
        <source>The first line of %1 is sent to these servers as a password.</source>
        <translation>Die erste Zeile von %1 wird diesen Servern als Passwort geschickt.</translation>
    </message>
    <message>
        <source>Use the connection %1?</source>
        <translation>Die Verbindung %1 verwenden?</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>Password for %1</source>
        <translation>Passwort für %1</translation>
    </message>
    <message>
        <source>Password for the schema registry of %1</source>
        <translation>Passwort für die Schema-Registry von %1</translation>
    </message>
    <message>
        <source>Token for the schema registry of %1</source>
        <translation>Token für die Schema-Registry von %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConnectionButton</name>
    <message>
        <source>Choose a connection</source>
        <translation>Verbindung wählen</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Demo broker</source>
        <translation>Demo-Broker</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>unreachable since %1</source>
        <translation>nicht erreichbar seit %1</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Verbindung: %1</translation>
    </message>
    <message>
        <source>Connection: %1, %2</source>
        <translation>Verbindung: %1, %2</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConnectionDialog</name>
    <message>
        <source>Try</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>Speichern und verbinden</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>Read-only until an attachment is allowed to write. Browsing joins no group, commits nothing and creates nothing.</source>
        <translation>Nur lesend, bis ein angehängtes Modell schreiben darf. Das Ansehen tritt keiner Gruppe bei, committet nichts und legt nichts an.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <source>Connected: %1</source>
        <translation>Verbunden: %1</translation>
    </message>
    <message>
        <source>Putting the password into the keychain…</source>
        <translation>Das Passwort wird im Schlüsselbund abgelegt…</translation>
    </message>
    <message>
        <source>The password could not be stored: %1 You will be asked for it each time instead. Save again to agree.</source>
        <translation>Das Passwort konnte nicht gespeichert werden: %1 Stattdessen wird es jedes Mal erfragt. Zum Zustimmen noch einmal speichern.</translation>
    </message>
    <message>
        <source>The password goes over the network unencrypted: PLAIN without TLS. Choose SASL_SSL, or a SCRAM mechanism.</source>
        <translation>Das Passwort geht unverschlüsselt über das Netz: PLAIN ohne TLS. Wählen Sie SASL_SSL oder ein SCRAM-Verfahren.</translation>
    </message>
    <message>
        <source>The brokers&apos; certificates are not verified: any server at the address is trusted and gets the password.</source>
        <translation>Die Zertifikate der Broker werden nicht geprüft: Jedem Server unter der Adresse wird vertraut, und er erhält das Passwort.</translation>
    </message>
    <message>
        <source>The host names in the brokers&apos; certificates are not checked: a certificate for any other host is accepted.</source>
        <translation>Die Rechnernamen in den Zertifikaten der Broker werden nicht geprüft: Das Zertifikat jedes anderen Rechners wird angenommen.</translation>
    </message>
    <message>
        <source>Others may read the file the password is in: %1</source>
        <translation>Andere dürfen die Datei lesen, in der das Passwort steht: %1</translation>
    </message>
    <message>
        <source>Others may read the file of the client&apos;s key: %1</source>
        <translation>Andere dürfen die Datei mit dem Schlüssel des Clients lesen: %1</translation>
    </message>
    <message>
        <source>Save all the same</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>Saves the connection for later without connecting now</source>
        <translation>Speichert die Verbindung für später, ohne jetzt zu verbinden</translation>
    </message>
    <message>
        <source>The credentials for the schema registry go over the network unencrypted: its address begins with http://. Use https://.</source>
        <translation>Die Anmeldedaten für die Schema-Registry gehen unverschlüsselt über das Netz: Ihre Adresse beginnt mit http://. Besser https://.</translation>
    </message>
    <message>
        <source>The cluster answers, its schema registry does not. %1</source>
        <translation>Der Cluster antwortet, seine Schema-Registry nicht. %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConnectionForm</name>
    <message>
        <source>Masked fields</source>
        <translation>Maskierte Felder</translation>
    </message>
    <message>
        <source>One FIELD=hide, hash or last4 per line: user.email=hash</source>
        <translation>Je Zeile FELD=hide, hash oder last4: user.email=hash</translation>
    </message>
    <message>
        <source>What is masked is not shown, searched, counted or exported; @key is the key</source>
        <translation>Was maskiert ist, wird nicht angezeigt, durchsucht, gezählt oder exportiert; @key ist der Key</translation>
    </message>
    <message>
        <source>“%1” is not FIELD=hide, FIELD=hash or FIELD=last4.</source>
        <translation>„%1“ ist nicht FELD=hide, FELD=hash oder FELD=last4.</translation>
    </message>
    <message>
        <source>A field is masked once.</source>
        <translation>Ein Feld wird einmal maskiert.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>plant-staging</source>
        <translation>werk-staging</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>Bootstrap-Server</translation>
    </message>
    <message>
        <source>host:9092, host:9092</source>
        <translation>host:9092, host:9092</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>Staging</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Shown beside the name; a label that begins with “prod” is highlighted, and writing asks first</source>
        <translation>Steht neben dem Namen; ein Label, das mit „prod“ beginnt, wird hervorgehoben, und vor dem Schreiben wird nachgefragt</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA-Zertifikate</translation>
    </message>
    <message>
        <source>PEM file; empty: the system&apos;s</source>
        <translation>PEM-Datei; leer: die des Systems</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>PEM file; empty: none</source>
        <translation>PEM-Datei; leer: keines</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>PEM file</source>
        <translation>PEM-Datei</translation>
    </message>
    <message>
        <source>Further properties</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>librdkafka properties, one NAME=VALUE per line</source>
        <translation>librdkafka-Einstellungen, je Zeile NAME=WERT</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>Der Verbindung einen Namen geben.</translation>
    </message>
    <message>
        <source>Name at least one server, as host:port.</source>
        <translation>Mindestens einen Server nennen, als host:port.</translation>
    </message>
    <message>
        <source>A log-in needs a user.</source>
        <translation>Eine Anmeldung braucht einen Benutzer.</translation>
    </message>
    <message>
        <source>A client certificate and its key go together.</source>
        <translation>Client-Zertifikat und Schlüssel gehören zusammen.</translation>
    </message>
    <message>
        <source>“%1” is not NAME=VALUE.</source>
        <translation>„%1“ ist nicht NAME=WERT.</translation>
    </message>
    <message>
        <source>Write host:port alone. User and password have fields of their own.</source>
        <translation>Schreiben Sie nur Host:Port. Benutzer und Passwort haben eigene Felder.</translation>
    </message>
    <message>
        <source>A connection may not set %1. %2</source>
        <translation>Eine Verbindung darf %1 nicht setzen. %2</translation>
    </message>
    <message>
        <source>Write host:port, with a port from 1 to 65535.</source>
        <translation>Host:Port schreiben, mit einem Port von 1 bis 65535.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConnectionMenu</name>
    <message>
        <source>Demo broker</source>
        <translation>Demo-Broker</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Neue Verbindung…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConsumerGroupItemModel</name>
    <message numerus="yes">
        <source>in %n partition(s)</source>
        <translation>
            <numerusform>in %n Partition</numerusform>
            <numerusform>in %n Partitionen</numerusform>
        </translation>
    </message>
    <message>
        <source>The broker does not report this group&apos;s members</source>
        <translation>Der Broker meldet die Mitglieder dieser Gruppe nicht</translation>
    </message>
    <message>
        <source>Offsets from the committed offset to the end</source>
        <translation>Offsets vom committeten bis zum Ende</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Committed offset</source>
        <translation>Committet</translation>
    </message>
    <message>
        <source>End offset</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>≈ Lag</source>
        <translation>≈ Rückstand</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::CrumbBar</name>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetDialog</name>
    <message>
        <source>Create data set</source>
        <translation>Datensatz anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1  %2 records</source>
        <translation>%1  %2 Records</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Keep rows where</source>
        <translation>Zeilen behalten, wo</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source> % of the rows, the latest</source>
        <translation> % der Zeilen, die neuesten</translation>
    </message>
    <message>
        <source>Gap before it</source>
        <translation>Lücke davor</translation>
    </message>
    <message>
        <source> s in neither part</source>
        <translation> s in keinem Teil</translation>
    </message>
    <message>
        <source>A data set needs a name.</source>
        <translation>Ein Datensatz braucht einen Namen.</translation>
    </message>
    <message>
        <source>A data set of this name already exists; data sets are never overwritten.</source>
        <translation>Einen Datensatz dieses Namens gibt es schon; Datensätze werden nie überschrieben.</translation>
    </message>
    <message>
        <source>Choose at least one range.</source>
        <translation>Mindestens einen Bereich wählen.</translation>
    </message>
    <message>
        <source>%1 records of %2: by offset in each partition, partitions merged by time.</source>
        <translation>%1 Records aus %2: in jeder Partition nach Offset, Partitionen nach Zeit zusammengeführt.</translation>
    </message>
    <message>
        <source>all rows; or: fault == false and pressure &gt; 5</source>
        <translation>alle; oder: fault == false and pressure &gt; 5</translation>
    </message>
    <message>
        <source>Field types</source>
        <translation>Feldtypen</translation>
    </message>
    <message>
        <source>as found; or: price=number, code=text</source>
        <translation>wie gefunden; oder: price=number, code=text</translation>
    </message>
    <message>
        <source>Types of fields, instead of those found in a sample: number, integer, text or bool; time(s), time(ms), time(us), time(ns) or time(days) for numbers that count time since 1970. Numbers are then also read from text.</source>
        <translation>Typen von Feldern statt der in einer Stichprobe gefundenen: number, integer, text oder bool; time(s), time(ms), time(us), time(ns) oder time(days) für Zahlen, die die Zeit seit 1970 zählen. Zahlen werden dann auch aus Text gelesen.</translation>
    </message>
    <message>
        <source>The ranges overlap: the %1 records they share are read only once.</source>
        <translation>Die Bereiche überlappen: Die %1 gemeinsamen Records werden nur einmal gelesen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetFacts</name>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>Nothing in the topic has expired so far.</source>
        <translation>Vom Topic ist bisher nichts abgelaufen.</translation>
    </message>
    <message>
        <source>%1 is the first to expire, after %2 older records.</source>
        <translation>%1 läuft zuerst ab, nach %2 älteren Records.</translation>
    </message>
    <message>
        <source>Replayable</source>
        <translation>Erneut lesbar</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>Distribution of the field</source>
        <translation>Verteilung des Felds</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation>Isolation</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>merged by time</source>
        <translation>nach Zeit zusammengeführt</translation>
    </message>
    <message>
        <source>Row filter</source>
        <translation>Zeilenfilter</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Filtered out</source>
        <translation>Ausgefiltert</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Connect to its cluster to see whether the log still has it.</source>
        <translation>Mit dem Cluster verbinden, um zu sehen, ob das Log ihn noch hat.</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>Noch nicht geprüft.</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>5 – 95 %</source>
        <translation>5 – 95 %</translation>
    </message>
    <message>
        <source>Smallest, largest</source>
        <translation>Kleinster, größter</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Not a number</source>
        <translation>Keine Zahl</translation>
    </message>
    <message>
        <source>Not fitting</source>
        <translation>Unpassend</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Distinkt</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Reference of</source>
        <translation>Referenz von</translation>
    </message>
    <message>
        <source>Nothing has been trained on it yet.</source>
        <translation>Noch nichts damit trainiert.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The topic is compacted: the broker may remove records from these ranges, and this is not visible here.</source>
        <translation>Das Topic wird kompaktiert: Der Broker kann Records aus diesen Bereichen entfernen, ohne dass es hier zu sehen ist.</translation>
    </message>
    <message>
        <source>Text that holds numbers. Create the data set with %1=number to learn from it as one.</source>
        <translation>Text, der Zahlen enthält. Den Datensatz mit %1=number anlegen, um daraus als Zahl zu lernen.</translation>
    </message>
    <message>
        <source>%1, schemas %2</source>
        <translation>%1, Schemas %2</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetFields</name>
    <message>
        <source>Not connected. Connect to %1, where the records are.</source>
        <translation>Nicht verbunden. Mit %1 verbinden, wo die Records liegen.</translation>
    </message>
    <message>
        <source>Its records are in another cluster. Connect to %1.</source>
        <translation>Die Records liegen in einem anderen Cluster. Mit %1 verbinden.</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>unused label</source>
        <translation>Label, ungenutzt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetItemModel</name>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>%1 expired</source>
        <translation>%1 abgelaufen</translation>
    </message>
    <message>
        <source>not replayable</source>
        <translation>nicht mehr lesbar</translation>
    </message>
    <message>
        <source>%1, %2 records%3</source>
        <translation>%1, %2 Records%3</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetList</name>
    <message>
        <source>Filter data sets</source>
        <translation>Datensätze filtern</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Open manifest…</source>
        <translation>Manifest öffnen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetMaking</name>
    <message>
        <source>Data set %1</source>
        <translation>Datensatz %1</translation>
    </message>
    <message>
        <source>Data set %1 created</source>
        <translation>Datensatz %1 ist angelegt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Neu trainieren</translation>
    </message>
    <message>
        <source>%1 was not created</source>
        <translation>%1 wurde nicht angelegt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetReadings</name>
    <message>
        <source>Verify %1</source>
        <translation>Prüfen: %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Lesen: %1</translation>
    </message>
    <message>
        <source>%1 matches its manifest</source>
        <translation>%1 entspricht dem Manifest</translation>
    </message>
    <message>
        <source>%1 records were read again; all are byte for byte the same.</source>
        <translation>%1 Records erneut gelesen; alle sind Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>%1 no longer matches its manifest</source>
        <translation>%1 entspricht dem Manifest nicht mehr</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetsPage</name>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Open manifest…</source>
        <translation>Manifest öffnen…</translation>
    </message>
    <message>
        <source>Views of the data set</source>
        <translation>Ansichten des Datensatzes</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Fields and split</source>
        <translation>Felder und Teilung</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>No data set yet</source>
        <translation>Noch kein Datensatz</translation>
    </message>
    <message>
        <source>A data set is a range of a topic: choose a topic, its timeline, and drag across it.</source>
        <translation>Ein Datensatz ist ein Bereich eines Topics: Topic wählen, dann die Zeitachse, und darüber ziehen.</translation>
    </message>
    <message>
        <source>Records that could not be decoded</source>
        <translation>Records, die nicht dekodierbar waren</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>Trainieren…</translation>
    </message>
    <message>
        <source>No data set is chosen</source>
        <translation>Kein Datensatz gewählt</translation>
    </message>
    <message>
        <source>Connect to the data set&apos;s cluster first</source>
        <translation>Zuerst mit dem Cluster des Datensatzes verbinden</translation>
    </message>
    <message>
        <source>The log no longer has all its records</source>
        <translation>Das Log hat nicht mehr alle seine Records</translation>
    </message>
    <message>
        <source>Every record of the range could be decoded.</source>
        <translation>Jeder Record des Bereichs war dekodierbar.</translation>
    </message>
    <message>
        <source>%1 of %2 records could not be decoded; %3 are listed.</source>
        <translation>%1 von %2 Records nicht dekodierbar; %3 aufgelistet.</translation>
    </message>
    <message>
        <source>%1 records could not be decoded; they are listed once the rows have been read.</source>
        <translation>%1 Records nicht dekodierbar; aufgelistet, sobald die Zeilen gelesen sind.</translation>
    </message>
    <message>
        <source>Read %1 records to see what the fields contain.</source>
        <translation>%1 Records lesen, um zu sehen, was die Felder enthalten.</translation>
    </message>
    <message>
        <source>Read the rows</source>
        <translation>Zeilen lesen</translation>
    </message>
    <message>
        <source>It is being read</source>
        <translation>Wird gerade gelesen</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>%1 of %2 fields used</source>
        <translation>%1 von %2 Feldern verwendet</translation>
    </message>
    <message>
        <source>The manifest was not added</source>
        <translation>Das Manifest wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>Remove data set %1</source>
        <translation>Datensatz %1 entfernen</translation>
    </message>
    <message>
        <source>Removes the list of its records. The records stay in the log, and models trained on it keep its manifest in their lineage; the lists of runs and models still name it.</source>
        <translation>Entfernt die Liste seiner Records. Die Records bleiben im Log, und damit trainierte Modelle behalten sein Manifest in ihrer Herkunft; die Listen der Läufe und Modelle nennen ihn weiterhin.</translation>
    </message>
    <message>
        <source>Remove data set</source>
        <translation>Datensatz entfernen</translation>
    </message>
    <message>
        <source>%1 is already in the workspace</source>
        <translation>%1 ist schon im Arbeitsbereich</translation>
    </message>
    <message>
        <source>Another data set is called %1. Name for this one</source>
        <translation>Ein anderer Datensatz heißt %1. Name für diesen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DecodingCombo</name>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>%1 refer to a schema that is not available.</source>
        <translation>%1 verweisen auf ein Schema, das nicht verfügbar ist.</translation>
    </message>
    <message>
        <source>auto · %1</source>
        <translation>auto · %1</translation>
    </message>
    <message>
        <source>%1 · reads %2 of %3</source>
        <translation>%1 · liest %2 von %3</translation>
    </message>
    <message>
        <source>%1 keys sampled.</source>
        <translation>Stichprobe: %1 Keys.</translation>
    </message>
    <message>
        <source>%1 values sampled.</source>
        <translation>Stichprobe: %1 Werte.</translation>
    </message>
    <message>
        <source>Schemas they refer to: %1.</source>
        <translation>Genannte Schemas: %1.</translation>
    </message>
    <message>
        <source>%1 are compressed by %2, and looked at without it.</source>
        <translation>%1 sind mit %2 komprimiert und werden entpackt betrachtet.</translation>
    </message>
    <message>
        <source>Readable as %1.</source>
        <translation>Lesbar als %1.</translation>
    </message>
    <message>
        <source>No format can read them.</source>
        <translation>Kein Format kann sie lesen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DeliveryFacts</name>
    <message>
        <source>Not published</source>
        <translation>Nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Dropped unread</source>
        <translation>Ungelesen gelöscht</translation>
    </message>
    <message>
        <source>%1. A click shows the record.</source>
        <translation>%1. Ein Klick zeigt den Record.</translation>
    </message>
    <message>
        <source>And %1 more.</source>
        <translation>Und %1 weitere.</translation>
    </message>
    <message>
        <source>The topic&apos;s retention took these offsets before they were read.</source>
        <translation>Die Aufbewahrungsfrist des Topics hat diese Offsets gelöscht, bevor sie gelesen wurden.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DemoCard</name>
    <message>
        <source>Sketch: a range to train on, then a sensor that drifts</source>
        <translation>Skizze: ein Bereich zum Trainieren, dann ein Sensor, der driftet</translation>
    </message>
    <message>
        <source>train on this range</source>
        <translation>hierauf trainieren</translation>
    </message>
    <message>
        <source>drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Try it without a cluster</source>
        <translation>Ohne Cluster ausprobieren</translation>
    </message>
    <message>
        <source>The demo runs a small broker inside this window: four topics, a day of history, and a sensor that begins to drift. Nothing leaves this computer.</source>
        <translation>Die Demo betreibt einen kleinen Broker in diesem Fenster: vier Topics, ein Tag Vorgeschichte und ein Sensor, der zu driften beginnt. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>%1, 40 machines  ·  %2, taxi trips  ·  %3, a shop’s orders in Avro</source>
        <translation>%1, 40 Maschinen  ·  %2, Taxifahrten  ·  %3, Bestellungen in Avro</translation>
    </message>
    <message>
        <source>Writing a day of history…</source>
        <translation>Schreibt einen Tag Vorgeschichte…</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DensityStrip</name>
    <message>
        <source>Density of the topic over time</source>
        <translation>Dichte des Topics über die Zeit</translation>
    </message>
    <message>
        <source>no records</source>
        <translation>keine Records</translation>
    </message>
    <message>
        <source>scanned %1</source>
        <translation>durchsucht %1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>durchsucht</translation>
    </message>
    <message>
        <source>%1, %2 records</source>
        <translation>%1, %2 Records</translation>
    </message>
    <message>
        <source>%1 from %2 %3</source>
        <translation>%1 ab %2 %3</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::EpochItemModel</name>
    <message>
        <source>train %1</source>
        <translation>Training: %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>Validierung: %1</translation>
    </message>
    <message>
        <source>%1, all</source>
        <translation>%1, alle</translation>
    </message>
    <message>
        <source>%1, last 1,000</source>
        <translation>%1, letzte 1.000</translation>
    </message>
    <message>
        <source>The best epoch: the model has its weights</source>
        <translation>Die beste Epoche: Das Modell hat ihre Gewichte</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorCard</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorFigures</name>
    <message>
        <source>%1 when trained</source>
        <translation>%1 beim Training</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>Mittlerer Score</translation>
    </message>
    <message>
        <source>Beyond the threshold</source>
        <translation>Über der Schwelle</translation>
    </message>
    <message>
        <source>%1 of training</source>
        <translation>%1 des Trainings</translation>
    </message>
    <message>
        <source>Records beyond</source>
        <translation>Records darüber</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Largest score</source>
        <translation>Größter Score</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>Schwelle %1</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>predicts too high on average</source>
        <translation>sagt im Mittel zu hoch voraus</translation>
    </message>
    <message>
        <source>predicts too low on average</source>
        <translation>sagt im Mittel zu niedrig voraus</translation>
    </message>
    <message>
        <source>95 % are off by at most</source>
        <translation>95 % liegen daneben um höchstens</translation>
    </message>
    <message>
        <source>largest %1</source>
        <translation>größter %1</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>ROC AUC</source>
        <translation>ROC AUC</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorSentences</name>
    <message>
        <source>group %1 is already scoring this topic</source>
        <translation>die Gruppe %1 bewertet dieses Topic schon</translation>
    </message>
    <message>
        <source>Two models attached under one group would score every record twice. Stop the other first, promote this model in its place, or attach it under a group of its own.</source>
        <translation>Zwei unter einer Gruppe angehängte Modelle würden jeden Record doppelt bewerten. Das andere zuerst anhalten, dieses Modell an seine Stelle befördern oder es unter einer eigenen Gruppe anhängen.</translation>
    </message>
    <message>
        <source>group %1 has %2 active member(s), such as %3 on %4: it is in use by other programs</source>
        <translation>die Gruppe %1 hat %2 aktive(s) Mitglied(er), etwa %3 auf %4: Sie wird von anderen Programmen benutzt</translation>
    </message>
    <message>
        <source>Attach under a group of its own.</source>
        <translation>Unter einer eigenen Gruppe anhängen.</translation>
    </message>
    <message>
        <source>group %1 is that of monitor %2, which publishes to %3: what it has scored would be missing in %4</source>
        <translation>die Gruppe %1 gehört Monitor %2, der in %3 schreibt: Was er bewertet hat, würde in %4 fehlen</translation>
    </message>
    <message>
        <source>prediction was not delivered: %1</source>
        <translation>eine Vorhersage wurde nicht zugestellt: %1</translation>
    </message>
    <message>
        <source>dead letter was not delivered: %1</source>
        <translation>ein Dead Letter wurde nicht zugestellt: %1</translation>
    </message>
    <message>
        <source>topic or partition does not exist</source>
        <translation>Topic oder Partition gibt es nicht</translation>
    </message>
    <message>
        <source>List the topics of this connection to see which exist.</source>
        <translation>Welche es gibt, zeigt die Liste der Topics dieser Verbindung.</translation>
    </message>
    <message>
        <source>of the %1 fields model %2 reads, %3 have no value that it can read in any of %4 records: %5</source>
        <translation>von den %1 Feldern, die das Modell %2 liest, haben %3 in keinem von %4 Records einen Wert, den es lesen kann: %5</translation>
    </message>
    <message>
        <source>none of the newest %1 records is %2 as model %3 reads it: %4</source>
        <translation>keiner der neuesten %1 Records ist %2, wie Modell %3 es liest: %4</translation>
    </message>
    <message>
        <source>Use a model that was trained on records like these.</source>
        <translation>Ein Modell nehmen, das auf solchen Records trainiert wurde.</translation>
    </message>
    <message>
        <source>the topic that the monitor writes to is gone</source>
        <translation>das Topic, in das der Monitor schreibt, ist weg</translation>
    </message>
    <message>
        <source>Resume it to create the topic again.</source>
        <translation>Fortsetzen legt es auf Nachfrage neu an.</translation>
    </message>
    <message>
        <source>this user may not use the topic</source>
        <translation>dieser Benutzer darf das Topic nicht benutzen</translation>
    </message>
    <message>
        <source>Ask for the topic&apos;s Read and Describe permission (Write, to publish).</source>
        <translation>Um die Rechte Read und Describe für das Topic bitten (zum Schreiben auch Write).</translation>
    </message>
    <message>
        <source>the model cannot take over: %1</source>
        <translation>das Modell kann nicht übernehmen: %1</translation>
    </message>
    <message>
        <source>the label has %1 distinct values, more than the %2 classes that can be told apart</source>
        <translation>das Label hat %1 verschiedene Werte, mehr als die %2 Klassen, die sich unterscheiden lassen</translation>
    </message>
    <message>
        <source>Choose a label with few values; to predict a number, use regression.</source>
        <translation>Ein Label mit wenigen Werten wählen; für eine Zahl ist Regression da.</translation>
    </message>
    <message>
        <source>the label has one value in all rows to learn from: %1</source>
        <translation>das Label hat in allen Zeilen zum Lernen denselben Wert: %1</translation>
    </message>
    <message>
        <source>the label has no value in any row to learn from</source>
        <translation>das Label hat in keiner Zeile zum Lernen einen Wert</translation>
    </message>
    <message>
        <source>Choose another label, or a range in which it takes several values.</source>
        <translation>Ein anderes Label wählen oder einen Bereich, in dem es mehrere Werte hat.</translation>
    </message>
    <message>
        <source>the label has no value in any row to fit on</source>
        <translation>das Label hat in keiner Zeile zum Anpassen einen Wert</translation>
    </message>
    <message>
        <source>Choose another label, or a range in which it is set.</source>
        <translation>Ein anderes Label wählen oder einen Bereich, in dem es gesetzt ist.</translation>
    </message>
    <message>
        <source>the input has no value in any row to fit on</source>
        <translation>die Eingabe hat in keiner Zeile zum Anpassen einen Wert</translation>
    </message>
    <message>
        <source>Leave it out, or take a range in which it is set.</source>
        <translation>Sie weglassen oder einen Bereich nehmen, in dem sie gesetzt ist.</translation>
    </message>
    <message>
        <source>classification needs at least two classes, the label has %1</source>
        <translation>Klassifikation braucht mindestens zwei Klassen, das Label hat %1</translation>
    </message>
    <message>
        <source>learning diverged: the loss was not a finite number</source>
        <translation>das Lernen ist entgleist: der Verlust war keine endliche Zahl</translation>
    </message>
    <message>
        <source>Lower the learning rate, or leave out inputs with extreme values.</source>
        <translation>Die Lernrate senken oder Eingaben mit extremen Werten weglassen.</translation>
    </message>
    <message>
        <source>no row with a label to learn from</source>
        <translation>keine Zeile mit Label zum Lernen</translation>
    </message>
    <message>
        <source>Choose another range or another label.</source>
        <translation>Einen anderen Bereich oder ein anderes Label wählen.</translation>
    </message>
    <message>
        <source>the data set has no training rows</source>
        <translation>der Datensatz hat keine Trainingszeilen</translation>
    </message>
    <message>
        <source>Choose a longer range, or a filter that keeps more rows.</source>
        <translation>Einen längeren Bereich wählen oder einen Filter, der mehr Zeilen behält.</translation>
    </message>
    <message>
        <source>the run has no checkpoint to resume from</source>
        <translation>der Lauf hat keinen Checkpoint zum Fortsetzen</translation>
    </message>
    <message>
        <source>Train again from the start.</source>
        <translation>Von vorn trainieren.</translation>
    </message>
    <message>
        <source>the network would have %1 parameters; the most is %2</source>
        <translation>das Netz hätte %1 Parameter; höchstens %2 sind möglich</translation>
    </message>
    <message>
        <source>Choose narrower hidden layers, or fewer inputs.</source>
        <translation>Schmalere verborgene Schichten oder weniger Eingaben wählen.</translation>
    </message>
    <message>
        <source>the range begins at offset %1, but the log only starts at %2</source>
        <translation>der Bereich beginnt bei Offset %1, aber der Log erst bei %2</translation>
    </message>
    <message>
        <source>Choose a later beginning.</source>
        <translation>Einen späteren Anfang wählen.</translation>
    </message>
    <message>
        <source>the log no longer holds the records of the data set: %1</source>
        <translation>der Log hat die Records des Datensatzes nicht mehr: %1</translation>
    </message>
    <message>
        <source>Compaction or another writer changed them. Create a new data set from what is there now.</source>
        <translation>Compaction oder ein anderer Schreiber hat sie geändert. Aus dem, was jetzt da ist, einen neuen Datensatz anlegen.</translation>
    </message>
    <message>
        <source>there is no record in the range</source>
        <translation>in dem Bereich ist kein Record</translation>
    </message>
    <message>
        <source>Choose a range with records in it.</source>
        <translation>Einen Bereich wählen, in dem Records sind.</translation>
    </message>
    <message>
        <source>no row is left for validation: there are only %1 rows</source>
        <translation>für die Validierung bleibt keine Zeile: Es sind nur %1 Zeilen da</translation>
    </message>
    <message>
        <source>Take a longer range or a larger part for validation, or ask for none (0).</source>
        <translation>Einen längeren Bereich oder einen größeren Teil zur Validierung nehmen, oder keinen (0).</translation>
    </message>
    <message>
        <source>no row is left for training: there are only %1 rows</source>
        <translation>für das Training bleibt keine Zeile: Es sind nur %1 Zeilen da</translation>
    </message>
    <message>
        <source>Take a longer range or a smaller part for validation, or none (0).</source>
        <translation>Einen längeren Bereich oder einen kleineren Teil zur Validierung nehmen, oder keinen (0).</translation>
    </message>
    <message>
        <source>the topic was deleted and re-created while it was being read</source>
        <translation>das Topic wurde beim Lesen gelöscht und neu angelegt</translation>
    </message>
    <message>
        <source>Choose the range again, from the topic that is there now.</source>
        <translation>Den Bereich neu wählen, aus dem Topic, das jetzt da ist.</translation>
    </message>
    <message>
        <source>a data set of this name already exists</source>
        <translation>einen Datensatz dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name; data sets are never overwritten.</source>
        <translation>Einen anderen Namen wählen; Datensätze werden nie überschrieben.</translation>
    </message>
    <message>
        <source>topic or partition does not exist: %1</source>
        <translation>Topic oder Partition gibt es nicht: %1</translation>
    </message>
    <message>
        <source>this user may not use the topic: %1</source>
        <translation>dieser Benutzer darf das Topic nicht benutzen: %1</translation>
    </message>
    <message>
        <source>TLS handshake failed: %1</source>
        <translation>der TLS-Handschlag ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>TLS handshake was refused: %1</source>
        <translation>der TLS-Handschlag wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>broker closed the connection during the first exchange: %1</source>
        <translation>der Broker hat die Verbindung beim ersten Austausch geschlossen: %1</translation>
    </message>
    <message>
        <source>connection was refused: %1</source>
        <translation>die Verbindung wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>broker cannot be reached: %1</source>
        <translation>der Broker ist nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>the server there does not speak Kafka&apos;s protocol: %1</source>
        <translation>der Server dort spricht nicht das Protokoll von Kafka: %1</translation>
    </message>
    <message>
        <source>log-in was refused: %1</source>
        <translation>die Anmeldung wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>host name cannot be resolved: %1</source>
        <translation>der Hostname lässt sich nicht auflösen: %1</translation>
    </message>
    <message>
        <source>broker did not answer in time: %1</source>
        <translation>der Broker hat nicht rechtzeitig geantwortet: %1</translation>
    </message>
    <message>
        <source>the broker or partition went away before it answered: %1</source>
        <translation>der Broker oder die Partition verschwand, bevor eine Antwort kam: %1</translation>
    </message>
    <message>
        <source>partition or group has no leader at present: %1</source>
        <translation>die Partition oder Gruppe hat zurzeit keinen Leader: %1</translation>
    </message>
    <message>
        <source>this user may not use the consumer group: %1</source>
        <translation>dieser Benutzer darf die Consumer-Gruppe nicht benutzen: %1</translation>
    </message>
    <message>
        <source>this user may not do that on the cluster: %1</source>
        <translation>dieser Benutzer darf das auf dem Cluster nicht: %1</translation>
    </message>
    <message>
        <source>topic exists already: %1</source>
        <translation>das Topic gibt es schon: %1</translation>
    </message>
    <message>
        <source>offset is not in the log: %1</source>
        <translation>der Offset steht nicht im Log: %1</translation>
    </message>
    <message>
        <source>the broker&apos;s answer is damaged: %1</source>
        <translation>die Antwort des Brokers ist beschädigt: %1</translation>
    </message>
    <message>
        <source>record batch is damaged: %1</source>
        <translation>ein Stapel von Records ist beschädigt: %1</translation>
    </message>
    <message>
        <source>consumer group is in use by other members: %1</source>
        <translation>die Consumer-Gruppe wird von anderen Mitgliedern benutzt: %1</translation>
    </message>
    <message>
        <source>broker does not accept the request: %1</source>
        <translation>der Broker nimmt die Anfrage nicht an: %1</translation>
    </message>
    <message>
        <source>record is too large for the topic: %1</source>
        <translation>der Record ist zu groß für das Topic: %1</translation>
    </message>
    <message>
        <source>the topic refuses the record&apos;s time: %1</source>
        <translation>das Topic lehnt die Zeit des Records ab: %1</translation>
    </message>
    <message>
        <source>the topic refuses the record: %1</source>
        <translation>das Topic nimmt den Record nicht an: %1</translation>
    </message>
    <message>
        <source>broker does not support the request: %1</source>
        <translation>der Broker kennt die Anfrage nicht: %1</translation>
    </message>
    <message>
        <source>Kafka client failed: %1</source>
        <translation>der Kafka-Client ist gescheitert: %1</translation>
    </message>
    <message>
        <source>topic or partition is not there (any more)</source>
        <translation>das Topic oder die Partition gibt es nicht (mehr)</translation>
    </message>
    <message>
        <source>records are no longer in the log, which now begins at offset %1</source>
        <translation>Records stehen nicht mehr im Log, das jetzt bei Offset %1 beginnt</translation>
    </message>
    <message>
        <source>offset lies beyond the log, which ends at offset %1</source>
        <translation>der Offset liegt hinter dem Log, das bei Offset %1 endet</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate was issued by an authority that is not trusted here</source>
        <translation>das Zertifikat des Brokers wurde von einer Stelle ausgestellt, der hier nicht vertraut wird</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate is not valid yet</source>
        <translation>das Zertifikat des Brokers gilt noch nicht</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate has expired</source>
        <translation>das Zertifikat des Brokers ist abgelaufen</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate has been revoked</source>
        <translation>das Zertifikat des Brokers wurde widerrufen</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate is for another host name</source>
        <translation>das Zertifikat des Brokers gilt für einen anderen Hostnamen</translation>
    </message>
    <message>
        <source>the broker&apos;s certificate was not accepted: OpenSSL&apos;s verification error %1</source>
        <translation>das Zertifikat des Brokers wurde nicht angenommen: Prüffehler %1 von OpenSSL</translation>
    </message>
    <message>
        <source>the broker asks for a client certificate, and none was given</source>
        <translation>der Broker verlangt ein Client-Zertifikat, und keines ist angegeben</translation>
    </message>
    <message>
        <source>the broker does not trust the authority of the client certificate</source>
        <translation>der Broker vertraut der Stelle des Client-Zertifikats nicht</translation>
    </message>
    <message>
        <source>the broker says that the client certificate has expired</source>
        <translation>der Broker meldet, dass das Client-Zertifikat abgelaufen ist</translation>
    </message>
    <message>
        <source>the broker says that the client certificate has been revoked</source>
        <translation>der Broker meldet, dass das Client-Zertifikat widerrufen wurde</translation>
    </message>
    <message>
        <source>the broker refused the client certificate</source>
        <translation>der Broker hat das Client-Zertifikat abgelehnt</translation>
    </message>
    <message>
        <source>environment variable of the password is not set</source>
        <translation>die Umgebungsvariable des Passworts ist nicht gesetzt</translation>
    </message>
    <message>
        <source>the password has not been typed yet</source>
        <translation>das Passwort wurde noch nicht eingegeben</translation>
    </message>
    <message>
        <source>the keychain has no password of this name</source>
        <translation>der Schlüsselbund hat kein Passwort dieses Namens</translation>
    </message>
    <message>
        <source>connection&apos;s settings do not work together: %1</source>
        <translation>die Einstellungen der Verbindung passen nicht zusammen: %1</translation>
    </message>
    <message>
        <source>connection is read-only</source>
        <translation>die Verbindung ist nur zum Lesen</translation>
    </message>
    <message>
        <source>Check the address and that the broker runs and can be reached from here.</source>
        <translation>Die Adresse prüfen und ob der Broker läuft und von hier erreichbar ist.</translation>
    </message>
    <message>
        <source>The port may not speak TLS: check the port and the security protocol of the profile.</source>
        <translation>Der Port spricht vielleicht kein TLS: Port und Sicherheitsprotokoll des Profils prüfen.</translation>
    </message>
    <message>
        <source>Check the CA file, that the certificate names this host, and the client certificate and key if the broker asks for one.</source>
        <translation>Die CA-Datei prüfen, ob das Zertifikat diesen Host nennt und, falls der Broker es verlangt, Client-Zertifikat und Schlüssel.</translation>
    </message>
    <message>
        <source>If it worked before, the broker hangs or is going down. Else the port may want another security protocol (TLS or SASL): check the profile.</source>
        <translation>Ging es vorher, so hängt der Broker oder fährt herunter. Sonst verlangt der Port vielleicht ein anderes Sicherheitsprotokoll (TLS oder SASL): das Profil prüfen.</translation>
    </message>
    <message>
        <source>Nothing listens at that address: check host and port, and that the broker runs.</source>
        <translation>Unter dieser Adresse antwortet nichts: Host und Port prüfen und ob der Broker läuft.</translation>
    </message>
    <message>
        <source>Check host and port: a REST proxy, a schema registry or another server may be there.</source>
        <translation>Host und Port prüfen: Dort ist vielleicht ein REST-Proxy, eine Schema-Registry oder ein anderer Server.</translation>
    </message>
    <message>
        <source>Check user name, password and SASL mechanism of the profile.</source>
        <translation>Benutzername, Passwort und SASL-Mechanismus des Profils prüfen.</translation>
    </message>
    <message>
        <source>Check the spelling of the bootstrap servers and the name service.</source>
        <translation>Die Schreibweise der Bootstrap-Server und den Namensdienst prüfen.</translation>
    </message>
    <message>
        <source>Try again shortly; if it stays so, a broker of the cluster is down.</source>
        <translation>Es gleich noch einmal versuchen; bleibt es so, ist ein Broker des Clusters ausgefallen.</translation>
    </message>
    <message>
        <source>Ask for the group&apos;s Read permission, or choose another group.</source>
        <translation>Um das Recht Read für die Gruppe bitten oder eine andere Gruppe wählen.</translation>
    </message>
    <message>
        <source>Ask for the permission on the cluster.</source>
        <translation>Um das Recht auf dem Cluster bitten.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Retention moved the log&apos;s beginning behind it, or the topic was re-created and has fewer records. Look at what is there now: driftwood-cli topics.</source>
        <translation>Die Aufbewahrung hat den Anfang des Logs dahinter verschoben, oder das Topic wurde neu angelegt und hat weniger Records. Nachsehen, was jetzt da ist: driftwood-cli topics.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something on the way to the broker alters its responses.</source>
        <translation>Es noch einmal versuchen; bleibt es so, verändert etwas auf dem Weg zum Broker seine Antworten.</translation>
    </message>
    <message>
        <source>The log&apos;s copy fails its checksum; read on behind it or from another replica.</source>
        <translation>Die Prüfsumme dieser Kopie des Logs stimmt nicht; dahinter weiterlesen oder von einer anderen Replik lesen.</translation>
    </message>
    <message>
        <source>Choose another group name, or stop its other consumers.</source>
        <translation>Einen anderen Gruppennamen wählen oder die anderen Consumer der Gruppe anhalten.</translation>
    </message>
    <message>
        <source>Raise message.max.bytes here and max.message.bytes of the topic, or write less.</source>
        <translation>Hier message.max.bytes und beim Topic max.message.bytes erhöhen oder weniger schreiben.</translation>
    </message>
    <message>
        <source>Compare it with the topic&apos;s message.timestamp.before.max.ms and message.timestamp.after.max.ms.</source>
        <translation>Sie mit message.timestamp.before.max.ms und message.timestamp.after.max.ms des Topics vergleichen.</translation>
    </message>
    <message>
        <source>A compacted topic takes no record without a key.</source>
        <translation>Ein kompaktiertes Topic nimmt keinen Record ohne Schlüssel.</translation>
    </message>
    <message>
        <source>It was deleted, or never existed: list the topics of this connection.</source>
        <translation>Es wurde gelöscht oder war nie da: die Topics dieser Verbindung ansehen.</translation>
    </message>
    <message>
        <source>Name the authority&apos;s certificate as CA file (--ca). If none is named, the system&apos;s are used.</source>
        <translation>Das Zertifikat der Stelle als CA-Datei angeben (--ca). Ohne Angabe gelten die des Systems.</translation>
    </message>
    <message>
        <source>Write the server as its certificate names it, or have a certificate made for this name.</source>
        <translation>Den Server so schreiben, wie sein Zertifikat ihn nennt, oder ein Zertifikat für diesen Namen ausstellen lassen.</translation>
    </message>
    <message>
        <source>Compare the clock of this machine with the broker&apos;s.</source>
        <translation>Die Uhr dieses Rechners mit der des Brokers vergleichen.</translation>
    </message>
    <message>
        <source>Have the broker&apos;s certificate renewed; compare the clock of this machine, too.</source>
        <translation>Das Zertifikat des Brokers erneuern lassen; auch die Uhr dieses Rechners vergleichen.</translation>
    </message>
    <message>
        <source>Ask whoever runs the broker.</source>
        <translation>Den Betreiber des Brokers fragen.</translation>
    </message>
    <message>
        <source>openssl verify shows what is wrong with it.</source>
        <translation>openssl verify zeigt, was daran nicht stimmt.</translation>
    </message>
    <message>
        <source>Name a certificate that the broker accepts and its key (--certificate, --key).</source>
        <translation>Ein Zertifikat, das der Broker annimmt, und seinen Schlüssel angeben (--certificate, --key).</translation>
    </message>
    <message>
        <source>Use a certificate issued by an authority that the broker trusts.</source>
        <translation>Ein Zertifikat einer Stelle verwenden, der der Broker vertraut.</translation>
    </message>
    <message>
        <source>Have it renewed.</source>
        <translation>Es erneuern lassen.</translation>
    </message>
    <message>
        <source>Use another one.</source>
        <translation>Ein anderes verwenden.</translation>
    </message>
    <message>
        <source>Check that it is the right one, has not expired, and was issued by an authority that the broker trusts.</source>
        <translation>Prüfen, ob es das richtige ist, noch gilt und von einer Stelle stammt, der der Broker vertraut.</translation>
    </message>
    <message>
        <source>Set %1 before connecting.</source>
        <translation>%1 vor dem Verbinden setzen.</translation>
    </message>
    <message>
        <source>Choose the connection and type the password; it is asked for each time and never stored.</source>
        <translation>Die Verbindung wählen und das Passwort eingeben; es wird jedes Mal gefragt und nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Store it with driftwood-cli connect … --store-password.</source>
        <translation>Es mit driftwood-cli connect … --store-password ablegen.</translation>
    </message>
    <message>
        <source>Check certificate files and extra properties.</source>
        <translation>Zertifikatsdateien und weitere Eigenschaften prüfen.</translation>
    </message>
    <message>
        <source>Connect to %1 failed: %2</source>
        <translation>Verbinden mit %1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung beim Verbinden</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>kein Weg zum Host</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>Netz nicht erreichbar</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>Disconnected while requesting ApiVersion%1</source>
        <translation>getrennt bei der Frage nach ApiVersion%1</translation>
    </message>
    <message>
        <source>Connection setup timed out in state %1</source>
        <translation>Zeitüberschreitung beim Verbindungsaufbau im Zustand %1</translation>
    </message>
    <message>
        <source>Failed to resolve &apos;%1&apos;: %2</source>
        <translation>„%1“ ließ sich nicht auflösen: %2</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>Name oder Dienst nicht bekannt</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>vorübergehender Fehler der Namensauflösung</translation>
    </message>
    <message>
        <source>Local: Broker transport failure</source>
        <translation>Übertragung zum Broker gescheitert</translation>
    </message>
    <message>
        <source>Local: Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Local: Host resolution failure</source>
        <translation>Host nicht auflösbar</translation>
    </message>
    <message>
        <source>Local: All broker connections are down</source>
        <translation>alle Verbindungen zu Brokern getrennt</translation>
    </message>
    <message>
        <source>Local: Authentication failure</source>
        <translation>Anmeldung gescheitert</translation>
    </message>
    <message>
        <source>%1/%2 brokers are down</source>
        <translation>%1 von %2 Brokern nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 needs a name</source>
        <translation>%1 braucht einen Namen</translation>
    </message>
    <message>
        <source>%1 cannot have a name with a line break or another control character</source>
        <translation>%1 darf keinen Zeilenumbruch und kein anderes Steuerzeichen im Namen haben</translation>
    </message>
    <message>
        <source>%1 cannot have a name with a slash</source>
        <translation>%1 darf keinen Schrägstrich im Namen haben</translation>
    </message>
    <message>
        <source>%1 cannot have a name that begins with a dot or a dash</source>
        <translation>%1 darf keinen Namen haben, der mit Punkt oder Bindestrich beginnt</translation>
    </message>
    <message>
        <source>%1 cannot have a name that begins or ends with a blank</source>
        <translation>%1 darf keinen Namen haben, der mit einem Leerzeichen beginnt oder endet</translation>
    </message>
    <message>
        <source>%1 cannot have a name of more than %2 bytes</source>
        <translation>%1 darf keinen Namen von mehr als %2 Byte haben</translation>
    </message>
    <message>
        <source>a connection</source>
        <translation>eine Verbindung</translation>
    </message>
    <message>
        <source>a data set</source>
        <translation>ein Datensatz</translation>
    </message>
    <message>
        <source>a model</source>
        <translation>ein Modell</translation>
    </message>
    <message>
        <source>a run</source>
        <translation>ein Lauf</translation>
    </message>
    <message>
        <source>a monitor</source>
        <translation>ein Monitor</translation>
    </message>
    <message>
        <source>Choose another name; letters, digits, blanks, dots and dashes within it are fine.</source>
        <translation>Einen anderen Namen wählen; Buchstaben, Ziffern, Leerzeichen, Punkte und Bindestriche darin sind erlaubt.</translation>
    </message>
    <message>
        <source>property cannot be set in a connection: %1</source>
        <translation>Diese Eigenschaft lässt sich in einer Verbindung nicht setzen: %1</translation>
    </message>
    <message>
        <source>Driftwood sets it itself, from the connection&apos;s own fields or because reading without side effects depends on it.</source>
        <translation>Driftwood setzt sie selbst, aus den Feldern der Verbindung oder weil das Lesen ohne Nebenwirkungen davon abhängt.</translation>
    </message>
    <message>
        <source>It is not a librdkafka property that a connection may have. Check the spelling; properties of Kafka&apos;s Java clients often have another name here.</source>
        <translation>Sie ist keine der librdkafka-Eigenschaften, die eine Verbindung haben darf. Die Schreibweise prüfen; Eigenschaften von Kafkas Java-Clients heißen hier oft anders.</translation>
    </message>
    <message>
        <source>It makes the program load a library or run a command, which a connection may not do.</source>
        <translation>Mit ihr würde das Programm eine Bibliothek laden oder einen Befehl ausführen; das darf eine Verbindung nicht.</translation>
    </message>
    <message>
        <source>It belongs to a log-in mechanism that is not supported. PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 are supported.</source>
        <translation>Sie gehört zu einem Anmeldeverfahren, das nicht unterstützt wird. Unterstützt werden PLAIN, SCRAM-SHA-256 und SCRAM-SHA-512.</translation>
    </message>
    <message>
        <source>Only a program can set it, not a connection.</source>
        <translation>Nur ein Programm kann sie setzen, keine Verbindung.</translation>
    </message>
    <message>
        <source>It logs the connection&apos;s traffic. --verbose shows what librdkafka reports.</source>
        <translation>Sie protokolliert, was über die Verbindung geht. Was librdkafka meldet, zeigt --verbose.</translation>
    </message>
    <message>
        <source>Driftwood decides where messages go.</source>
        <translation>Wohin Meldungen gehen, bestimmt Driftwood.</translation>
    </message>
    <message>
        <source>It writes files. Offsets are kept only by the consumer group.</source>
        <translation>Sie schreibt Dateien. Offsets hält allein die Consumer-Gruppe.</translation>
    </message>
    <message>
        <source>It replaces the cluster with librdkafka&apos;s mock cluster for tests.</source>
        <translation>Sie ersetzt den Cluster durch den Mock-Cluster von librdkafka für Tests.</translation>
    </message>
    <message>
        <source>It names a Java key store. Name a PEM file instead.</source>
        <translation>Sie nennt einen Java-Schlüsselspeicher. Stattdessen eine PEM-Datei nennen.</translation>
    </message>
    <message>
        <source>Remove it from the connection.</source>
        <translation>Sie aus der Verbindung entfernen.</translation>
    </message>
    <message>
        <source>librdkafka has no such property</source>
        <translation>librdkafka hat keine solche Eigenschaft</translation>
    </message>
    <message>
        <source>Check the spelling; properties of Kafka&apos;s Java clients often have another name here.</source>
        <translation>Die Schreibweise prüfen; Eigenschaften von Kafkas Java-Clients heißen hier oft anders.</translation>
    </message>
    <message>
        <source>librdkafka does not accept the value of a secret property</source>
        <translation>librdkafka nimmt den Wert einer geheimen Eigenschaft nicht an</translation>
    </message>
    <message>
        <source>Invalid value for configuration property &quot;%1&quot;</source>
        <translation>Der Wert der Eigenschaft „%1“ ist ungültig</translation>
    </message>
    <message>
        <source>Correct the value, or remove the property from the connection.</source>
        <translation>Den Wert berichtigen oder die Eigenschaft aus der Verbindung entfernen.</translation>
    </message>
    <message>
        <source>port %1 is not between 1 and 65535</source>
        <translation>der Port %1 liegt nicht zwischen 1 und 65535</translation>
    </message>
    <message>
        <source>a port is missing behind the colon</source>
        <translation>hinter dem Doppelpunkt fehlt ein Port</translation>
    </message>
    <message>
        <source>Write HOST:PORT.</source>
        <translation>HOST:PORT schreiben.</translation>
    </message>
    <message>
        <source>the servers hold a user or a password</source>
        <translation>bei den Servern steht ein Benutzer oder ein Passwort</translation>
    </message>
    <message>
        <source>Write HOST:PORT. The user is a field of the connection (--user), and its password is named by where it is kept (--password-from) or stored in the keychain.</source>
        <translation>HOST:PORT schreiben. Der Benutzer ist ein Feld der Verbindung (--user); beim Passwort wird genannt, wo es liegt (--password-from), oder es kommt in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>the keychain is locked</source>
        <translation>der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>Ihn entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>no keychain can be used: %1</source>
        <translation>kein Schlüsselbund ist nutzbar: %1</translation>
    </message>
    <message>
        <source>this build has no keychain support</source>
        <translation>dieser Build unterstützt keinen Schlüsselbund</translation>
    </message>
    <message>
        <source>Keep the password in an environment variable (env:NAME) or a file (file:/path) instead.</source>
        <translation>Das Passwort stattdessen in einer Umgebungsvariablen (env:NAME) oder Datei (file:/pfad) halten.</translation>
    </message>
    <message>
        <source>password source is not env:NAME, file:/path, keychain:NAME or ask:NAME</source>
        <translation>die Quelle des Passworts ist nicht env:NAME, file:/pfad, keychain:NAME oder ask:NAME</translation>
    </message>
    <message>
        <source>Name an environment variable, a file or an entry of the keychain, never the password itself.</source>
        <translation>Eine Umgebungsvariable, eine Datei oder einen Eintrag des Schlüsselbunds nennen, nie das Passwort selbst.</translation>
    </message>
    <message>
        <source>Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol configuration (connecting to a SSL listener?) or broker version is &lt; %1 (see api.version.request)</source>
        <translation>Getrennt bei der Frage nach ApiVersion: vielleicht ein falsches Sicherheitsprotokoll (spricht der Port TLS?) oder ein Broker vor Version %1</translation>
    </message>
    <message>
        <source>SSL handshake failed: %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Disconnected: %1</source>
        <translation>Getrennt: %1</translation>
    </message>
    <message>
        <source>SSL connection closed by peer</source>
        <translation>die Gegenseite hat die TLS-Verbindung beendet</translation>
    </message>
    <message>
        <source>SSL connection closed by peer: connecting to a PLAINTEXT broker listener?</source>
        <translation>die Gegenseite hat die TLS-Verbindung beendet (spricht der Port kein TLS?)</translation>
    </message>
    <message>
        <source>error:%1: connecting to a PLAINTEXT broker listener?</source>
        <translation>OpenSSL-Fehler %1 (spricht der Port kein TLS?)</translation>
    </message>
    <message>
        <source>error:%1</source>
        <translation>OpenSSL-Fehler %1</translation>
    </message>
    <message>
        <source>ssl.ca.location failed: error:%1</source>
        <translation>die CA-Datei ist nicht lesbar (OpenSSL-Fehler %1)</translation>
    </message>
    <message>
        <source>ssl.certificate.location failed: error:%1</source>
        <translation>die Datei des Zertifikats ist nicht lesbar (OpenSSL-Fehler %1)</translation>
    </message>
    <message>
        <source>ssl.key.location failed: error:%1</source>
        <translation>die Datei des Schlüssels ist nicht lesbar (OpenSSL-Fehler %1)</translation>
    </message>
    <message>
        <source>Receive failed: %1</source>
        <translation>Empfangen fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Send failed: %1</source>
        <translation>Senden fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>die Gegenseite hat die Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>Invalid response size %1 (0..%2): increase receive.message.max.bytes</source>
        <translation>unmögliche Länge der Antwort, %1 (höchstens %2)</translation>
    </message>
    <message>
        <source>SASL authentication error: %1</source>
        <translation>SASL: %1</translation>
    </message>
    <message>
        <source>SASL %1 mechanism handshake failed: %2</source>
        <translation>SASL %1: %2</translation>
    </message>
    <message>
        <source>Broker: Request not valid in current SASL state: broker&apos;s supported mechanisms: %1</source>
        <translation>der Port nimmt keine Anmeldung entgegen; seine Mechanismen: %1</translation>
    </message>
    <message>
        <source>Broker: Unsupported SASL mechanism: broker&apos;s supported mechanisms: %1</source>
        <translation>der Broker kennt diesen Mechanismus nicht, sondern: %1</translation>
    </message>
    <message>
        <source>Authentication failed: Invalid username or password</source>
        <translation>Benutzername oder Passwort ist falsch</translation>
    </message>
    <message>
        <source>Authentication failed during authentication due to invalid credentials with SASL mechanism %1</source>
        <translation>Benutzername oder Passwort ist falsch (%1)</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorWords</name>
    <message>
        <source>This is not possible</source>
        <translation>Das geht nicht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>It already exists or is in use</source>
        <translation>Es ist schon vorhanden oder in Gebrauch</translation>
    </message>
    <message>
        <source>The login was refused</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The broker does not allow it</source>
        <translation>Der Broker erlaubt es nicht</translation>
    </message>
    <message>
        <source>Records of the range are gone</source>
        <translation>Records des Bereichs sind nicht mehr da</translation>
    </message>
    <message>
        <source>The topic was deleted</source>
        <translation>Das Topic wurde gelöscht</translation>
    </message>
    <message>
        <source>There was no more progress</source>
        <translation>Es ging nicht mehr weiter</translation>
    </message>
    <message>
        <source>Stopped by you</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>The data is damaged or unreadable</source>
        <translation>Die Daten sind beschädigt oder nicht lesbar</translation>
    </message>
    <message>
        <source>Something does not match</source>
        <translation>Etwas passt nicht zusammen</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Festplatte ist voll</translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation>Der Arbeitsspeicher reicht nicht</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>Eine Datei war nicht zu lesen oder zu schreiben</translation>
    </message>
    <message>
        <source>This is not supported here</source>
        <translation>Das wird hier nicht unterstützt</translation>
    </message>
    <message>
        <source>An error in Driftwood itself</source>
        <translation>Ein Fehler in Driftwood selbst</translation>
    </message>
    <message>
        <source>Broker: Message size too large</source>
        <translation>Broker: Nachricht zu groß</translation>
    </message>
    <message>
        <source>Local: Invalid argument or configuration</source>
        <translation>Lokal: ungültiger Wert oder ungültige Einstellung</translation>
    </message>
    <message>
        <source>Broker: Invalid message size</source>
        <translation>Broker: unzulässige Größe der Nachricht</translation>
    </message>
    <message>
        <source>Broker: Invalid timestamp</source>
        <translation>Broker: unzulässiger Zeitstempel</translation>
    </message>
    <message>
        <source>Broker: Broker failed to validate record</source>
        <translation>Broker: Prüfung des Records fehlgeschlagen</translation>
    </message>
    <message>
        <source>Broker: Policy violation</source>
        <translation>Broker: Verstoß gegen eine Richtlinie</translation>
    </message>
    <message>
        <source>Broker: Topic authorization failed</source>
        <translation>Broker: keine Berechtigung für das Topic</translation>
    </message>
    <message>
        <source>Broker: Unknown topic or partition</source>
        <translation>Broker: Topic oder Partition unbekannt</translation>
    </message>
    <message>
        <source>record is too large for the topic</source>
        <translation>der Record ist zu groß für das Topic</translation>
    </message>
    <message>
        <source>the topic refuses the record&apos;s time</source>
        <translation>das Topic nimmt die Zeit des Records nicht an</translation>
    </message>
    <message>
        <source>the topic refuses the record</source>
        <translation>das Topic nimmt den Record nicht an</translation>
    </message>
    <message>
        <source>this user may not use the topic</source>
        <translation>dieser Benutzer darf das Topic nicht verwenden</translation>
    </message>
    <message>
        <source>broker does not accept the request</source>
        <translation>der Broker nimmt die Anfrage nicht an</translation>
    </message>
    <message>
        <source>No broker could be reached</source>
        <translation>Kein Broker war erreichbar</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorsReport</name>
    <message>
        <source>Predicted against actual</source>
        <translation>Vorhergesagt gegen tatsächlich</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Figures by class</source>
        <translation>Kennzahlen je Klasse</translation>
    </message>
    <message>
        <source>Largest errors</source>
        <translation>Größte Fehler</translation>
    </message>
    <message>
        <source>%1  scores of these records and of the training rows</source>
        <translation>%1  Scores dieser Records und der Trainingszeilen</translation>
    </message>
    <message>
        <source>Anomaly score</source>
        <translation>Anomalie-Score</translation>
    </message>
    <message>
        <source>training range</source>
        <translation>Trainingsbereich</translation>
    </message>
    <message>
        <source>these records</source>
        <translation>diese Records</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>%1  on the dashed line both are equal</source>
        <translation>%1  auf der gestrichelten Linie gleich</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) lie beyond</source>
        <translation>
            <numerusform>%n Record liegt außerhalb</numerusform>
            <numerusform>%n Records liegen außerhalb</numerusform>
        </translation>
    </message>
    <message>
        <source>%1  predicted minus actual</source>
        <translation>%1  vorhergesagt minus tatsächlich</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>values beyond the axis count in the outermost bars</source>
        <translation>Werte jenseits der Achse zählen in den äußersten Balken</translation>
    </message>
    <message>
        <source>%1  rows: actual class, columns: predicted class</source>
        <translation>%1  Zeilen: tatsächliche Klasse, Spalten: vorhergesagte</translation>
    </message>
    <message>
        <source>%1  precision: correct among predicted, recall: found among actual</source>
        <translation>%1  Precision: richtig unter vorhergesagten, Recall: erkannt unter tatsächlichen</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Je Klasse</translation>
    </message>
    <message>
        <source>%1  none: every record was classified correctly</source>
        <translation>%1  keine: jeder Record wurde richtig klassifiziert</translation>
    </message>
    <message>
        <source>%1  the %2 largest, click an offset to see the record</source>
        <translation>%1  die %2 größten; ein Klick auf den Offset zeigt den Record</translation>
    </message>
    <message>
        <source>Highest scores</source>
        <translation>Höchste Scores</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorsView</name>
    <message>
        <source>Not scored yet</source>
        <translation>Noch nicht bewertet</translation>
    </message>
    <message>
        <source>Connect to the cluster that has %1</source>
        <translation>Mit dem Cluster verbinden, der %1 hat</translation>
    </message>
    <message>
        <source>To see where the model is wrong, read %1 records of the data set and score its validation part.</source>
        <translation>Um zu sehen, wo das Modell falsch liegt, %1 Records des Datensatzes lesen und seinen Validierungsteil bewerten.</translation>
    </message>
    <message>
        <source>Score the validation part</source>
        <translation>Validierungsteil bewerten</translation>
    </message>
    <message>
        <source>Validation part of %1</source>
        <translation>Validierungsteil von %1</translation>
    </message>
    <message>
        <source>%1 records of %2, scored again; the model has learned from them</source>
        <translation>%1 Records von %2, erneut bewertet; das Modell hat aus ihnen gelernt</translation>
    </message>
    <message>
        <source>%1 records of the validation part of %2, scored again; the model has not learned from them</source>
        <translation>%1 Records des Validierungsteils von %2, erneut bewertet; das Modell hat nicht aus ihnen gelernt</translation>
    </message>
    <message>
        <source>Errors of %1</source>
        <translation>Fehler von %1</translation>
    </message>
    <message>
        <source>To see where the model is wrong, read %1 records of the data set and score the last of them, although the model has learned from them.</source>
        <translation>Um zu sehen, wo das Modell falsch liegt, %1 Records des Datensatzes lesen und die letzten bewerten, obwohl das Modell aus ihnen gelernt hat.</translation>
    </message>
    <message>
        <source>Score the last records</source>
        <translation>Letzte Records bewerten</translation>
    </message>
    <message>
        <source>The last records of %1, from which the model has learned</source>
        <translation>Die letzten Records von %1, aus denen das Modell gelernt hat</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ExportsPanel</name>
    <message>
        <source>written %1</source>
        <translation>geschrieben %1</translation>
    </message>
    <message>
        <source>✓ outputs equal within %1 on %2 records</source>
        <translation>✓ Ausgaben gleich bis auf %1 bei %2 Records</translation>
    </message>
    <message>
        <source>safetensors</source>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Inside every export</source>
        <translation>In jedem Export</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Opens in</source>
        <translation>Öffnet in</translation>
    </message>
    <message>
        <source>Not exported yet. Before writing, it is compared with Driftwood&apos;s own scoring on real records.</source>
        <translation>Noch nicht exportiert. Vor dem Schreiben auf echten Records mit der eigenen Bewertung verglichen.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>In the native bundle; its digest is checked whenever it is read.</source>
        <translation>Im eigenen Bundle; die Prüfsumme wird bei jedem Lesen geprüft.</translation>
    </message>
    <message>
        <source>What it does, how good it is, what it was trained on, down to offsets.</source>
        <translation>Was es tut, wie gut es ist, womit es trainiert wurde, bis auf den Offset.</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>in the graph</source>
        <translation>im Graphen</translation>
    </message>
    <message>
        <source>Example rows</source>
        <translation>Beispielzeilen</translation>
    </message>
    <message>
        <source>%1, with outputs</source>
        <translation>%1, mit Ausgaben</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>the whole manifest</source>
        <translation>das ganze Manifest</translation>
    </message>
    <message>
        <source>Model id</source>
        <translation>Modell-ID</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>Network input</source>
        <translation>Netz-Eingabe</translation>
    </message>
    <message>
        <source>Network output</source>
        <translation>Netz-Ausgabe</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation>erlaubt: %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FactValue</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FailureItemModel</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Why it could not be decoded</source>
        <translation>Warum nicht dekodierbar</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FeatureItemModel</name>
    <message>
        <source>distribution of %1</source>
        <translation>Verteilung von %1</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FieldRolesItemModel</name>
    <message>
        <source>feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Distinkt</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FieldsView</name>
    <message>
        <source>Rows over time, by part of the split</source>
        <translation>Zeilen über die Zeit, nach Teil</translation>
    </message>
    <message>
        <source>The rows have not been read yet</source>
        <translation>Die Zeilen sind noch nicht gelesen</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Split by time   Train / validation %1   Gap %2</source>
        <translation>Teilung nach Zeit   Training / Validierung %1   Lücke %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 rows train, %2 validate</source>
        <translation>%1 Zeilen trainieren, %2 validieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 von %2 Records</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>cut at %1</source>
        <translation>Schnitt bei %1</translation>
    </message>
    <message>
        <source>The roles chosen for these fields cannot be read, those shown are suggested. %1</source>
        <translation>Die für diese Felder gewählten Rollen sind nicht lesbar, gezeigt sind vorgeschlagene. %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FigureTexts</name>
    <message>
        <source>Mean absolute error</source>
        <translation>Mittlerer absoluter Fehler</translation>
    </message>
    <message>
        <source>%1 in validation</source>
        <translation>%1 in der Validierung</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>%1 % in validation</source>
        <translation>%1 % in der Validierung</translation>
    </message>
    <message>
        <source>Anomalies</source>
        <translation>Anomalien</translation>
    </message>
    <message>
        <source>Drifted fields</source>
        <translation>Felder mit Drift</translation>
    </message>
    <message>
        <source>no window is full yet</source>
        <translation>noch kein Fenster voll</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Bewertet</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>Records/s</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Latency p50/p99</source>
        <translation>Latenz p50/p99</translation>
    </message>
    <message>
        <source>produce → prediction</source>
        <translation>Produce → Vorhersage</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>Latenz p99</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>no answer since %1</source>
        <translation>keine Antwort seit %1</translation>
    </message>
    <message>
        <source>waiting, %1 in all</source>
        <translation>wartet, %1 insgesamt</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 übersprungen</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 before learning</source>
        <translation>%1 vor dem Lernen</translation>
    </message>
    <message>
        <source>%1 % before learning</source>
        <translation>%1 % vor dem Lernen</translation>
    </message>
    <message>
        <source>in the last window; missing in %1</source>
        <translation>im letzten Fenster; fehlend in %1</translation>
    </message>
    <message>
        <source>in the last window, PSI &gt; %1</source>
        <translation>im letzten Fenster, PSI &gt; %1</translation>
    </message>
    <message>
        <source>no record for %1</source>
        <translation>kein Record seit %1</translation>
    </message>
    <message>
        <source>silent; the longest pause was %1</source>
        <translation>still; längste Pause war %1</translation>
    </message>
    <message>
        <source>%1 records in view</source>
        <translation>%1 Records im Ausschnitt</translation>
    </message>
    <message>
        <source>%1 skipped since resumed</source>
        <translation>%1 übersprungen seit dem Fortsetzen</translation>
    </message>
    <message>
        <source>%1 not drawn</source>
        <translation>%1 nicht gezeichnet</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FiguresRow</name>
    <message>
        <source>Scored</source>
        <translation>Bewertet</translation>
    </message>
    <message>
        <source>Latency p50/p99</source>
        <translation>Latenz p50/p99</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Anomalies</source>
        <translation>Anomalien</translation>
    </message>
    <message>
        <source>Drifted fields</source>
        <translation>Felder mit Drift</translation>
    </message>
    <message>
        <source>From a record&apos;s timestamp to its prediction being acknowledged, over the last 5 s; p99 is that of the worst tenth of a second.</source>
        <translation>Vom Zeitstempel eines Records bis zur Bestätigung seiner Vorhersage, über die letzten 5 s; p99 ist das der schlechtesten Zehntelsekunde.</translation>
    </message>
    <message>
        <source>Skipped: records that could not be decoded. Not drawn: records missing from the charts because they have no time, or because the program was killed before it saved their figures.</source>
        <translation>Übersprungen: Records, die sich nicht dekodieren ließen. Nicht gezeichnet: Records, die in den Diagrammen fehlen, weil sie keine Zeit haben oder weil das Programm abgebrochen wurde, bevor es ihre Zahlen gesichert hatte.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FindingWords</name>
    <message>
        <source>does not fit its type</source>
        <translation>passt nicht zum Typ</translation>
    </message>
    <message>
        <source>one value only</source>
        <translation>nur ein Wert</translation>
    </message>
    <message>
        <source>text, nearly always another</source>
        <translation>Text, fast immer ein anderer</translation>
    </message>
    <message>
        <source>running number</source>
        <translation>laufende Nummer</translation>
    </message>
    <message>
        <source>identifies the record</source>
        <translation>identifiziert den Record</translation>
    </message>
    <message>
        <source>gives the label away</source>
        <translation>verrät das Label</translation>
    </message>
    <message>
        <source>Text with %1 different values: it identifies the record rather than describing it.</source>
        <translation>Text mit %1 verschiedenen Werten: Er identifiziert den Record, statt ihn zu beschreiben.</translation>
    </message>
    <message>
        <source>A running number: it only grows, so every new record lies outside the training range.</source>
        <translation>Eine laufende Nummer: Sie wächst nur, jeder neue Record liegt also außerhalb des Trainingsbereichs.</translation>
    </message>
    <message>
        <source>It identifies the record: nearly every value is different.</source>
        <translation>Es identifiziert den Record: Fast jeder Wert ist anders.</translation>
    </message>
    <message>
        <source>It gives %1 away: each of its values comes with one value of %1. Leave it out unless it is known before %1 is.</source>
        <translation>Es verrät %1: Zu jedem seiner Werte gehört ein Wert von %1. Weglassen, wenn es nicht vor %1 bekannt ist.</translation>
    </message>
    <message>
        <source>It gives %1 away: it is missing for some values of %1 and present for others. Leave it out unless it is known before %1 is.</source>
        <translation>Es verrät %1: Es fehlt bei manchen Werten von %1 und ist bei anderen da. Weglassen, wenn es nicht vor %1 bekannt ist.</translation>
    </message>
    <message>
        <source>It gives %1 away: it follows %1 exactly. Leave it out unless it is known before %1 is.</source>
        <translation>Es verrät %1: Es folgt %1 genau. Weglassen, wenn es nicht vor %1 bekannt ist.</translation>
    </message>
    <message>
        <source>missing in training</source>
        <translation>fehlt im Training</translation>
    </message>
    <message>
        <source>Missing in every training row: there is nothing to learn from.</source>
        <translation>Fehlt in jeder Trainingszeile: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>None of its values in the training rows fits its type: there is nothing to learn from.</source>
        <translation>Keiner seiner Werte in den Trainingszeilen passt zu seinem Typ: Es gibt nichts zu lernen.</translation>
    </message>
    <message>
        <source>One value only in the training rows: there is nothing to learn from.</source>
        <translation>Nur ein Wert in den Trainingszeilen: Es gibt nichts zu lernen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::FittedFeatureItemModel</name>
    <message>
        <source>, missing flag</source>
        <translation>, Fehlt-Flag</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Transformation</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::GroupsView</name>
    <message>
        <source>Consumer groups</source>
        <translation>Consumer-Gruppen</translation>
    </message>
    <message>
        <source>Loading the consumer groups</source>
        <translation>Consumer-Gruppen werden geladen</translation>
    </message>
    <message>
        <source>Refresh the groups</source>
        <translation>Gruppen aktualisieren</translation>
    </message>
    <message>
        <source>Show the record it reads next</source>
        <translation>Den nächsten Record der Gruppe zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the group as a table</source>
        <translation>Gruppe als Tabelle kopieren</translation>
    </message>
    <message>
        <source>No consumer groups</source>
        <translation>Keine Consumer-Gruppen</translation>
    </message>
    <message>
        <source>No group has committed an offset on this topic. Consumers that commit no offsets are not listed.</source>
        <translation>Keine Gruppe hat auf diesem Topic einen Offset committet. Consumer, die keine Offsets committen, sind nicht aufgeführt.</translation>
    </message>
    <message>
        <source>This broker does not list consumer groups</source>
        <translation>Dieser Broker listet keine Consumer-Gruppen auf</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Some groups may be missing: %1</source>
        <translation>Womöglich fehlen Gruppen: %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::HeaderBar</name>
    <message>
        <source>read-only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>writes only %1</source>
        <translation>schreibt nur %1</translation>
    </message>
    <message numerus="yes">
        <source>writes only %n topic(s)</source>
        <translation>
            <numerusform>schreibt nur %n Topic</numerusform>
            <numerusform>schreibt nur %n Topics</numerusform>
        </translation>
    </message>
    <message>
        <source>writes only %1 and %2</source>
        <translation>schreibt nur %1 und %2</translation>
    </message>
    <message>
        <source>writes %1 on %2</source>
        <translation>schreibt %1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>writes %n topic(s) on other connections</source>
        <translation>
            <numerusform>schreibt %n Topic auf anderen Verbindungen</numerusform>
            <numerusform>schreibt %n Topics auf anderen Verbindungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::JobEntry</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1  %2 left</source>
        <translation>%1  noch %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::JobStack</name>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 von %2 Records</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::KeysWords</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Browse, Data sets, Training, Models, Monitor</source>
        <translation>Topics, Datensätze, Training, Modelle, Monitor</translation>
    </message>
    <message>
        <source>go to anything by name</source>
        <translation>zu allem mit Namen gehen</translation>
    </message>
    <message>
        <source>filter or search this page</source>
        <translation>diese Seite filtern oder durchsuchen</translation>
    </message>
    <message>
        <source>in a filter: go to the matches; in a list: open</source>
        <translation>im Filter: zu den Treffern; in einer Liste: öffnen</translation>
    </message>
    <message>
        <source>the page&apos;s main action</source>
        <translation>Hauptaktion der Seite</translation>
    </message>
    <message>
        <source>next of List, Work, Facts</source>
        <translation>nächste von Liste, Arbeit, Details</translation>
    </message>
    <message>
        <source>fold List, Facts</source>
        <translation>Liste, Details einklappen</translation>
    </message>
    <message>
        <source>refresh</source>
        <translation>aktualisieren</translation>
    </message>
    <message>
        <source>stop what runs here, then clear</source>
        <translation>anhalten, was hier läuft, dann leeren</translation>
    </message>
    <message>
        <source>back, forward</source>
        <translation>zurück, vor</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>these keys</source>
        <translation>diese Tasten</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>go to an offset or a time</source>
        <translation>zu einem Offset oder einer Zeit gehen</translation>
    </message>
    <message>
        <source>previous, next record of the same key</source>
        <translation>voriger, nächster Record desselben Keys</translation>
    </message>
    <message>
        <source>first, last row</source>
        <translation>erste, letzte Zeile</translation>
    </message>
    <message>
        <source>pause or follow the live tail</source>
        <translation>den Live-Tail pausieren oder verfolgen</translation>
    </message>
    <message>
        <source>copy the value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>copy the record as JSON</source>
        <translation>Record als JSON kopieren</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>select the begin, end of a range to move it</source>
        <translation>Anfang, Ende eines Bereichs zum Verschieben wählen</translation>
    </message>
    <message>
        <source>move it; with Shift ten times as far</source>
        <translation>verschieben; mit Umschalt zehnmal so weit</translation>
    </message>
    <message>
        <source>exclude the range from the others, or include it again</source>
        <translation>Bereich von den anderen ausnehmen oder wieder verwenden</translation>
    </message>
    <message>
        <source>type its offsets</source>
        <translation>seine Offsets eingeben</translation>
    </message>
    <message>
        <source>remove it</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>move the crosshair; with Shift ten times as far</source>
        <translation>Fadenkreuz verschieben; mit Umschalt zehnmal so weit</translation>
    </message>
    <message>
        <source>zoom in, out, all</source>
        <translation>vergrößern, verkleinern, alles</translation>
    </message>
    <message>
        <source>linear or logarithmic</source>
        <translation>linear oder logarithmisch</translation>
    </message>
    <message>
        <source>Training and Monitor</source>
        <translation>Training und Monitor</translation>
    </message>
    <message>
        <source>pause the run, or the view of a monitor</source>
        <translation>den Lauf pausieren, oder die Ansicht eines Monitors</translation>
    </message>
    <message>
        <source>rename the run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>remove the run or data set</source>
        <translation>Lauf oder Datensatz entfernen</translation>
    </message>
    <message>
        <source>wall display of the monitor</source>
        <translation>Wandanzeige des Monitors</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>rückgängig machen, wiederholen</translation>
    </message>
    <message>
        <source>Return</source>
        <comment>the key</comment>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>The manual: man driftwood, man driftwood-cli.</source>
        <translation>Das Handbuch: man driftwood, man driftwood-cli.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::LineageView</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>cluster %1</source>
        <translation>Cluster %1</translation>
    </message>
    <message>
        <source>Range, half-open</source>
        <translation>Bereich, halboffen</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>%1 undecodable</source>
        <translation>%1 nicht dekodierbar</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1 held out, by time</source>
        <translation>%1 Holdout, nach Zeit</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>anderswo</translation>
    </message>
    <message>
        <source>%1 inputs, %2 fields</source>
        <translation>%1 Eingaben, %2 Felder</translation>
    </message>
    <message>
        <source>%1, rate %2</source>
        <translation>%1, Rate %2</translation>
    </message>
    <message>
        <source>one pass, seed %1</source>
        <translation>ein Durchgang, Seed %1</translation>
    </message>
    <message>
        <source>batch %1, seed %2</source>
        <translation>Batch %1, Seed %2</translation>
    </message>
    <message>
        <source>attached to %1</source>
        <translation>angehängt an %1</translation>
    </message>
    <message>
        <source>not attached</source>
        <translation>nicht angehängt</translation>
    </message>
    <message>
        <source>trained after %1</source>
        <translation>trainiert nach %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>attached to</source>
        <translation>angehängt an</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>Kennung %1</translation>
    </message>
    <message>
        <source>learned in log order, nothing held out</source>
        <translation>in Log-Reihenfolge gelernt, nichts zurückgehalten</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::LossPanel</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>record %1</source>
        <translation>Record %1</translation>
    </message>
    <message>
        <source>step %1 · epoch %2</source>
        <translation>Schritt %1 · Epoche %2</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smoothing of the training loss</source>
        <translation>Glättung des Trainingsverlusts</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Runs to compare with</source>
        <translation>Läufe zum Vergleichen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Waiting for the first step</source>
        <translation>Wartet auf den ersten Schritt</translation>
    </message>
    <message>
        <source>This run has no steps.</source>
        <translation>Dieser Lauf hat keine Schritte.</translation>
    </message>
    <message>
        <source>%1 val.</source>
        <translation>%1 Val.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>Vergleich: %1</translation>
    </message>
    <message>
        <source>Compare %1 runs</source>
        <translation>Vergleich: %1 Läufe</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation>%1, auf %2</translation>
    </message>
    <message>
        <source>The run is drawn once it has ended in the other window or terminal.</source>
        <translation>Der Lauf wird gezeichnet, sobald er im anderen Fenster oder Terminal geendet hat.</translation>
    </message>
    <message>
        <source>Reading the steps so far</source>
        <translation>Liest die bisherigen Schritte</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>No other run of this task has steps</source>
        <translation>Kein anderer Lauf dieser Aufgabe hat Schritte</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::LossSeriesWords</name>
    <message>
        <source>train, raw</source>
        <translation>Training, roh</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>loss not finite, step %1</source>
        <translation>Verlust nicht endlich, Schritt %1</translation>
    </message>
    <message>
        <source>spike, step %1</source>
        <translation>Spitze, Schritt %1</translation>
    </message>
    <message>
        <source>worst record of step %1</source>
        <translation>schlechtester Record in Schritt %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MainWindow</name>
    <message>
        <source>The workspace cannot be used</source>
        <translation>Der Arbeitsbereich ist nicht benutzbar</translation>
    </message>
    <message>
        <source>%1 at %2, tried again every 2 s. %3</source>
        <translation>%1 um %2, neuer Versuch alle 2 s. %3</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu…</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>About Driftwood</source>
        <translation>Über Driftwood</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close Driftwood?</source>
        <translation>Driftwood schließen?</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s) publish predictions. They stop with the window, at their committed offsets, and continue there when you resume them.</source>
        <translation>
            <numerusform>%n Monitor veröffentlicht Vorhersagen. Er hält mit dem Fenster an den committeten Offsets an und macht dort weiter, wenn Sie ihn fortsetzen.</numerusform>
            <numerusform>%n Monitore veröffentlichen Vorhersagen. Sie halten mit dem Fenster an den committeten Offsets an und machen dort weiter, wenn Sie sie fortsetzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n training run(s) stop with the window. Their steps so far are kept in a checkpoint, from which you can resume them on the Training page.</source>
        <translation>
            <numerusform>%n Trainingslauf hält mit dem Fenster an. Seine bisherigen Schritte bleiben in einem Checkpoint; von dort lässt er sich auf der Seite Training fortsetzen.</numerusform>
            <numerusform>%n Trainingsläufe halten mit dem Fenster an. Ihre bisherigen Schritte bleiben in Checkpoints; von dort lassen sie sich auf der Seite Training fortsetzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection is saved all the same.</source>
        <translation>Die Verbindung ist trotzdem gespeichert.</translation>
    </message>
    <message>
        <source>Still being created, and lost on closing: %1.</source>
        <translation>Noch nicht fertig und beim Schließen verloren: %1.</translation>
    </message>
    <message>
        <source>This was not saved</source>
        <translation>Das wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ManifestFiles</name>
    <message>
        <source>Open manifest</source>
        <translation>Manifest öffnen</translation>
    </message>
    <message>
        <source>Manifests (*.json)</source>
        <translation>Manifeste (*.json)</translation>
    </message>
    <message>
        <source>The manifest could not be opened</source>
        <translation>Das Manifest ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>Export manifest</source>
        <translation>Manifest exportieren</translation>
    </message>
    <message>
        <source>Manifest written</source>
        <translation>Manifest geschrieben</translation>
    </message>
    <message>
        <source>The manifest could not be written</source>
        <translation>Das Manifest ließ sich nicht schreiben</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ManifestRangesItemModel</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Begin offset</source>
        <translation>Ab Offset</translation>
    </message>
    <message>
        <source>End offset</source>
        <translation>Bis Offset</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>Löcher</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>First record</source>
        <translation>Erster Record</translation>
    </message>
    <message>
        <source>Last record</source>
        <translation>Letzter Record</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Messages</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Messages, newest first</source>
        <translation>Meldungen, neueste zuerst</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MetricWords</name>
    <message>
        <source>the mean of the training rows</source>
        <translation>der Mittelwert der Trainingszeilen</translation>
    </message>
    <message>
        <source>the most frequent class</source>
        <translation>die häufigste Klasse</translation>
    </message>
    <message>
        <source>the last value</source>
        <translation>der letzte Wert</translation>
    </message>
    <message>
        <source>the same hour of the day before</source>
        <translation>die gleiche Stunde am Vortag</translation>
    </message>
    <message>
        <source>the same hour of the week before</source>
        <translation>die gleiche Stunde der Vorwoche</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>Ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>reconstruction error</source>
        <translation>Rekonstruktionsfehler</translation>
    </message>
    <message>
        <source>anomalies</source>
        <translation>Anomalien</translation>
    </message>
    <message>
        <source>no-change accuracy</source>
        <translation>Genauigkeit ohne Änderung</translation>
    </message>
    <message>
        <source>no-change MAE</source>
        <translation>MAE ohne Änderung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>mean of training</source>
        <translation>Trainingsmittel</translation>
    </message>
    <message>
        <source>most frequent class</source>
        <translation>häufigste Klasse</translation>
    </message>
    <message>
        <source>last value</source>
        <translation>letzter Wert</translation>
    </message>
    <message>
        <source>same hour, day before</source>
        <translation>gleiche Stunde, Vortag</translation>
    </message>
    <message>
        <source>same hour, week before</source>
        <translation>gleiche Stunde, Vorwoche</translation>
    </message>
    <message>
        <source>worse than %1: %2 %3 against %4</source>
        <translation>schlechter als %1: %2 %3 gegen %4</translation>
    </message>
    <message>
        <source>no better than %1: %2 %3 against %4</source>
        <translation>nicht besser als %1: %2 %3 gegen %4</translation>
    </message>
    <message>
        <source>better than %1: %2 %3 against %4</source>
        <translation>besser als %1: %2 %3 gegen %4</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>the last value of the same key</source>
        <translation>der letzte Wert desselben Schlüssels</translation>
    </message>
    <message>
        <source>the same hour of the day before, same key</source>
        <translation>die gleiche Stunde am Vortag, gleicher Schlüssel</translation>
    </message>
    <message>
        <source>the same hour of the week before, same key</source>
        <translation>die gleiche Stunde in der Vorwoche, gleicher Schlüssel</translation>
    </message>
    <message>
        <source>last value of the key</source>
        <translation>letzter Wert des Schlüssels</translation>
    </message>
    <message>
        <source>same hour, day before, of the key</source>
        <translation>gleiche Stunde, Vortag, je Schlüssel</translation>
    </message>
    <message>
        <source>same hour, week before, of the key</source>
        <translation>gleiche Stunde, Vorwoche, je Schlüssel</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelExporter</name>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportiert</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>%1 not written</source>
        <translation>%1 nicht geschrieben</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelList</name>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message numerus="yes">
        <source>attached to %n topic(s)</source>
        <translation>
            <numerusform>angehängt an %n Topic</numerusform>
            <numerusform>angehängt an %n Topics</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Modelle filtern</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>worse than %1</source>
        <translation>schlechter als %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelOverview</name>
    <message>
        <source>%1  each step can be opened; the same manifest gives the same bytes</source>
        <translation>%1  jeder Schritt lässt sich öffnen; dasselbe Manifest ergibt dieselben Bytes</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>%1  dense, %2, linear output</source>
        <translation>%1  dicht, %2, lineare Ausgabe</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>training range</source>
        <translation>Trainingsbereich</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%1, float32</source>
        <translation>%1, float32</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>one pass, in log order</source>
        <translation>ein Durchgang, in Log-Reihenfolge</translation>
    </message>
    <message>
        <source>best epoch %1</source>
        <translation>beste Epoche %1</translation>
    </message>
    <message>
        <source>Rows that the parent model was trained on; training began with its weights, so the figures flatter this model: %1</source>
        <translation>Zeilen, mit denen das Vorgängermodell trainiert wurde; das Training begann mit dessen Gewichten, die Kennzahlen schmeicheln diesem Modell daher: %1</translation>
    </message>
    <message>
        <source>%1  dense with residual blocks, %2, linear output</source>
        <translation>%1  dicht, mit residualen Blöcken, %2, lineare Ausgabe</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelQuestions</name>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>%1 was not removed</source>
        <translation>%1 wurde nicht entfernt</translation>
    </message>
    <message>
        <source>The monitor %1 scores with it right now. Stop it first.</source>
        <translation>Der Monitor %1 bewertet gerade damit. Zuerst anhalten.</translation>
    </message>
    <message>
        <source>Run %1 trains from it right now. Stop it first.</source>
        <translation>Lauf %1 trainiert gerade davon ausgehend. Zuerst anhalten.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Its files in the workspace and its back-tests are deleted. Exported files, its run and its data set stay.</source>
        <translation>Seine Dateien im Arbeitsbereich und seine Backtests werden gelöscht. Exportierte Dateien, sein Lauf und sein Datensatz bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s) can no longer be resumed: %1.</source>
        <translation>
            <numerusform>%n Monitor kann nicht mehr fortgesetzt werden: %1.</numerusform>
            <numerusform>%n Monitore können nicht mehr fortgesetzt werden: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) began with it and stay: %1.</source>
        <translation>
            <numerusform>%n Lauf begann damit und bleibt: %1.</numerusform>
            <numerusform>%n Läufe begannen damit und bleiben: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the model %1</source>
        <translation>Modell %1 entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelWords</name>
    <message>
        <source>tested before learned</source>
        <translation>erst getestet, dann gelernt</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>%1 of training</source>
        <translation>%1 des Trainings</translation>
    </message>
    <message>
        <source>Not tested on rows outside its training data.</source>
        <translation>Nicht auf Zeilen außerhalb der Trainingsdaten geprüft.</translation>
    </message>
    <message>
        <source>Over %1 rows, each tested before it was learned</source>
        <translation>Über %1 Zeilen, jede geprüft, bevor aus ihr gelernt wurde</translation>
    </message>
    <message>
        <source>Over %1 validation rows</source>
        <translation>Über %1 Validierungszeilen</translation>
    </message>
    <message>
        <source>precision, recall and F1 of class %1</source>
        <translation>Precision, Recall und F1 der Klasse %1</translation>
    </message>
    <message>
        <source>Mean squared difference between the transformed inputs and the network&apos;s output: 0 is exact. Compare it with the threshold.</source>
        <translation>Mittlere quadratische Differenz zwischen den transformierten Eingaben und der Ausgabe des Netzes: 0 ist exakt. Mit der Schwelle vergleichen.</translation>
    </message>
    <message>
        <source>of class %1</source>
        <translation>der Klasse %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelsPage</name>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>Train again…</source>
        <translation>Neu trainieren…</translation>
    </message>
    <message>
        <source>Attach to topic…</source>
        <translation>An Topic anhängen…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Views of the model</source>
        <translation>Ansichten des Modells</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Noch kein Modell</translation>
    </message>
    <message>
        <source>A model comes out of a training run. Choose a data set and train one.</source>
        <translation>Ein Modell entsteht in einem Trainingslauf. Datensatz wählen und trainieren.</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1   created %2</source>
        <translation>%1   erstellt %2</translation>
    </message>
    <message>
        <source>Back-test…</source>
        <translation>Backtest…</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Back-tests</source>
        <translation>Backtests</translation>
    </message>
    <message>
        <source>Export %1…</source>
        <translation>%1 exportieren…</translation>
    </message>
    <message>
        <source>Export safetensors…</source>
        <translation>safetensors exportieren…</translation>
    </message>
    <message>
        <source>Export model card…</source>
        <translation>Modellkarte exportieren…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorBanner</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>The topic %1 no longer exists: Resume asks whether to create it again.</source>
        <translation>Das Topic %1 gibt es nicht mehr: Fortsetzen fragt, ob es neu angelegt werden soll.</translation>
    </message>
    <message>
        <source>The broker does not answer. The monitor waits and then continues from its last offset by itself.</source>
        <translation>Der Broker antwortet nicht. Der Monitor wartet und macht von selbst am letzten Offset weiter.</translation>
    </message>
    <message>
        <source>Waiting for the broker: %1</source>
        <translation>Wartet auf den Broker: %1</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>Wird fortgesetzt…</translation>
    </message>
    <message>
        <source>Attaching…</source>
        <translation>Wird angehängt…</translation>
    </message>
    <message>
        <source>Interrupted: Driftwood closed while it was running. Resume continues from the end of the topic.</source>
        <translation>Unterbrochen: Driftwood wurde beendet, während er lief. Fortsetzen macht am Ende des Topics weiter.</translation>
    </message>
    <message>
        <source>Interrupted: Driftwood closed while it was running. Resume continues from the committed offsets.</source>
        <translation>Unterbrochen: Driftwood wurde beendet, während er lief. Fortsetzen macht an den committeten Offsets weiter.</translation>
    </message>
    <message>
        <source>Interrupted: Driftwood closed while it was running. Waiting for connection: %1.</source>
        <translation>Unterbrochen: Driftwood wurde beendet, während er lief. Wartet auf Verbindung: %1.</translation>
    </message>
    <message>
        <source>It runs in another window or terminal: its figures are drawn there.</source>
        <translation>Er läuft in einem anderen Fenster oder Terminal: Seine Zahlen sind dort zu sehen.</translation>
    </message>
    <message>
        <source>Another program commits offsets for the group %1: records are scored twice. Stop one of the two.</source>
        <translation>Ein anderes Programm committet Offsets für die Gruppe %1: Records werden doppelt bewertet. Eines von beiden anhalten.</translation>
    </message>
    <message>
        <source>The demo was reopened with new topics: the monitor continues with the records that arrive from now on.</source>
        <translation>Die Demo wurde mit neuen Topics geöffnet: Der Monitor macht mit den Records weiter, die ab jetzt eintreffen.</translation>
    </message>
    <message>
        <source>%1 is silent: no record for %2; the longest pause was %3.</source>
        <translation>%1 ist still: kein Record seit %2; die längste Pause war %3.</translation>
    </message>
    <message>
        <source>“%1” was promoted in its place and continues there.</source>
        <translation>„%1“ wurde an seine Stelle befördert und macht dort weiter.</translation>
    </message>
    <message>
        <source>“%1” was promoted in its place and is stopped, too: nothing is scored there. Resume “%1” to continue.</source>
        <translation>„%1“ wurde an seine Stelle befördert und ist ebenfalls angehalten: Dort wird nichts bewertet. „%1“ fortsetzen, um dort weiterzumachen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorBook</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>The workspace does not know this monitor</source>
        <translation>Der Arbeitsbereich kennt diesen Monitor nicht</translation>
    </message>
    <message>
        <source>It is running</source>
        <translation>Er läuft</translation>
    </message>
    <message>
        <source>Its model is no longer in the workspace</source>
        <translation>Sein Modell ist nicht mehr im Arbeitsbereich</translation>
    </message>
    <message>
        <source>Open the demo first</source>
        <translation>Zuerst die Demo öffnen</translation>
    </message>
    <message>
        <source>The connection “%1” is no longer saved</source>
        <translation>Die Verbindung „%1“ ist nicht mehr gespeichert</translation>
    </message>
    <message>
        <source>Its settings in the workspace cannot be read</source>
        <translation>Seine Einstellungen im Arbeitsbereich sind nicht lesbar</translation>
    </message>
    <message>
        <source>The connection “%1” came with the workspace: open it first, and see what it does</source>
        <translation>Die Verbindung „%1“ kam mit dem Arbeitsbereich: Öffnen Sie sie zuerst und sehen Sie, was sie tut</translation>
    </message>
    <message>
        <source>It runs in another window or terminal</source>
        <translation>Er läuft in einem anderen Fenster oder Terminal</translation>
    </message>
    <message>
        <source>“%1” was promoted in its place</source>
        <translation>„%1“ wurde an seine Stelle befördert</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorItemModel</name>
    <message>
        <source>1 alarm</source>
        <translation>1 Alarm</translation>
    </message>
    <message>
        <source>%1 alarms</source>
        <translation>%1 Alarme</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting for connection</source>
        <translation>wartet auf Verbindung</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%1 auf %2, %3</translation>
    </message>
    <message>
        <source>%1, %2 open</source>
        <translation>%1, %2 offen</translation>
    </message>
    <message>
        <source>runs in another program</source>
        <translation>läuft in einem anderen Programm</translation>
    </message>
    <message>
        <source>no records</source>
        <translation>keine Records</translation>
    </message>
    <message>
        <source>%1 not published</source>
        <translation>%1 nicht veröffentlicht</translation>
    </message>
    <message>
        <source>stopped by an error</source>
        <translation>mit Fehler beendet</translation>
    </message>
    <message>
        <source>not attached</source>
        <translation>nicht angehängt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorList</name>
    <message>
        <source>Filter monitors</source>
        <translation>Monitore filtern</translation>
    </message>
    <message>
        <source>Attach a model…</source>
        <translation>Modell anhängen…</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>It runs in another program. Stop it there first.</source>
        <translation>Er läuft in einem anderen Programm. Zuerst dort anhalten.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorNames</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (monitor %2)</source>
        <translation>%1 (Monitor %2)</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorPage</name>
    <message>
        <source>Wall</source>
        <translation>Wandanzeige</translation>
    </message>
    <message>
        <source>Full screen, for a screen across the room (F11)</source>
        <translation>Vollbild, für einen Schirm am anderen Ende des Raums (F11)</translation>
    </message>
    <message>
        <source>Train again…</source>
        <translation>Neu trainieren…</translation>
    </message>
    <message>
        <source>Pause the view</source>
        <translation>Ansicht anhalten</translation>
    </message>
    <message>
        <source>Drift in %1</source>
        <translation>Drift in %1</translation>
    </message>
    <message>
        <source>The %1 changed</source>
        <translation>Verändert: %1</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Monitor stopped: %1</source>
        <translation>Monitor angehalten: %1</translation>
    </message>
    <message>
        <source>%1 records scored; offsets are committed.</source>
        <translation>%1 Records bewertet; Offsets sind committet.</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>scored %1</source>
        <translation>bewertet %1</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>No model is attached</source>
        <translation>Kein Modell ist angehängt</translation>
    </message>
    <message>
        <source>Attach one to a live topic to see its predictions, errors and drift here.</source>
        <translation>Eines an ein laufendes Topic anhängen: Vorhersagen, Fehler und Drift sind dann hier zu sehen.</translation>
    </message>
    <message>
        <source>Attach a model…</source>
        <translation>Modell anhängen…</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Field of the upper track</source>
        <translation>Feld der oberen Spur</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause the view; the monitor keeps running (Space)</source>
        <translation>Ansicht pausieren; der Monitor läuft weiter (Leertaste)</translation>
    </message>
    <message>
        <source>Paused · %1 waiting</source>
        <translation>Pausiert · %1 warten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Commits what is scored and stops</source>
        <translation>Committet das Bewertete und hält an</translation>
    </message>
    <message>
        <source>Resumes from the committed offsets</source>
        <translation>Macht an den committeten Offsets weiter</translation>
    </message>
    <message>
        <source>Selects the brushed range of %1 for a new data set</source>
        <translation>Wählt den markierten Bereich von %1 für einen neuen Datensatz</translation>
    </message>
    <message>
        <source>Selects a range of %1 for a new data set</source>
        <translation>Wählt einen Bereich von %1 für einen neuen Datensatz</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Chosen when the model was attached.</source>
        <translation>Beim Anhängen des Modells gewählt.</translation>
    </message>
    <message>
        <source>Promoted</source>
        <translation>Befördert</translation>
    </message>
    <message>
        <source>Took over from %1 at %2.</source>
        <translation>Hat von %1 bei %2 übernommen.</translation>
    </message>
    <message>
        <source>the other model</source>
        <translation>dem anderen Modell</translation>
    </message>
    <message>
        <source>its first record</source>
        <translation>seinem ersten Record</translation>
    </message>
    <message>
        <source>Not promoted</source>
        <translation>Nicht befördert</translation>
    </message>
    <message>
        <source>Not resumed: %1</source>
        <translation>Nicht fortgesetzt: %1</translation>
    </message>
    <message>
        <source>Not attached: %1</source>
        <translation>Nicht angehängt: %1</translation>
    </message>
    <message>
        <source>%1 records scored; nothing was published.</source>
        <translation>%1 Records bewertet; veröffentlicht wurde nichts.</translation>
    </message>
    <message>
        <source>Stops; nothing is committed</source>
        <translation>Hält an; committet wird nichts</translation>
    </message>
    <message>
        <source>Resumes from the end of the topic</source>
        <translation>Macht am Ende des Topics weiter</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorQuestions</name>
    <message>
        <source>Rename the monitor</source>
        <translation>Monitor umbenennen</translation>
    </message>
    <message>
        <source>Remove monitor “%1”</source>
        <translation>Monitor „%1“ entfernen</translation>
    </message>
    <message>
        <source>It is running. Stop it first.</source>
        <translation>Er läuft. Ihn zuerst anhalten.</translation>
    </message>
    <message>
        <source>Its alarms and charts are deleted. It has written nothing to Kafka.</source>
        <translation>Seine Alarme und Diagramme werden gelöscht. Nach Kafka hat er nichts geschrieben.</translation>
    </message>
    <message>
        <source>Its alarms and charts are deleted. What it wrote to Kafka stays: predictions, and the offsets of its group.</source>
        <translation>Seine Alarme und Diagramme werden gelöscht. Was er nach Kafka schrieb, bleibt: Vorhersagen und die Offsets seiner Gruppe.</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Create the topic again?</source>
        <translation>Topic neu anlegen?</translation>
    </message>
    <message numerus="yes">
        <source>%1 no longer exists. Resuming creates it again with %n partition(s).</source>
        <translation>
            <numerusform>%1 gibt es nicht mehr. Beim Fortsetzen wird es mit %n Partition neu angelegt.</numerusform>
            <numerusform>%1 gibt es nicht mehr. Beim Fortsetzen wird es mit %n Partitionen neu angelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its records do not come back: the monitor continues from its committed offsets.</source>
        <translation>Seine Records kommen nicht wieder: Der Monitor macht an seinen committeten Offsets weiter.</translation>
    </message>
    <message>
        <source>Create and resume</source>
        <translation>Anlegen und fortsetzen</translation>
    </message>
    <message>
        <source>Where should the monitor continue?</source>
        <translation>Wo soll der Monitor weitermachen?</translation>
    </message>
    <message>
        <source>Otherwise, records in between would be left out or scored again unnoticed.</source>
        <translation>Records dazwischen würden sonst unbemerkt ausgelassen oder noch einmal bewertet.</translation>
    </message>
    <message>
        <source>At the first record available</source>
        <translation>Beim ersten vorhandenen Record</translation>
    </message>
    <message>
        <source>At the end: new records only</source>
        <translation>Am Ende: nur neue Records</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorWords</name>
    <message>
        <source>predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>anomaly rate</source>
        <translation>Anomalierate</translation>
    </message>
    <message>
        <source>mean error</source>
        <translation>mittlerer Fehler</translation>
    </message>
    <message>
        <source>%1 changed, since %2</source>
        <translation>Verändert: %1, seit %2</translation>
    </message>
    <message>
        <source>Drift in 1 field since %1</source>
        <translation>Drift in 1 Feld seit %1</translation>
    </message>
    <message>
        <source>Drift in %1 fields since %2</source>
        <translation>Drift in %1 Feldern seit %2</translation>
    </message>
    <message>
        <source>%1, %2 records</source>
        <translation>%1, %2 Records</translation>
    </message>
    <message>
        <source>%1 in its worst window</source>
        <translation>%1 im schlimmsten Fenster</translation>
    </message>
    <message>
        <source>%1 in one window</source>
        <translation>%1 in einem Fenster</translation>
    </message>
    <message>
        <source>%1 in the worst of %2 windows, %3 on average</source>
        <translation>%1 im schlimmsten von %2 Fenstern, im Mittel %3</translation>
    </message>
    <message>
        <source>; limit %1, since %2.</source>
        <translation>; Grenze %1, seit %2.</translation>
    </message>
    <message>
        <source>PSI </source>
        <translation>PSI </translation>
    </message>
    <message>
        <source>Missing: </source>
        <translation>Fehlend: </translation>
    </message>
    <message>
        <source>Not fitting the model&apos;s type: </source>
        <translation>Nicht vom Typ des Modells: </translation>
    </message>
    <message>
        <source>; in validation %1, since %2.</source>
        <translation>; in der Validierung %1, seit %2.</translation>
    </message>
    <message>
        <source>; before %1, since %2.</source>
        <translation>; vorher %1, seit %2.</translation>
    </message>
    <message>
        <source>%1 records so far, %2 are needed</source>
        <translation>bisher %1 Records, nötig sind %2</translation>
    </message>
    <message>
        <source>%1 records with a label so far, %2 are needed</source>
        <translation>bisher %1 Records mit Label, nötig sind %2</translation>
    </message>
    <message>
        <source>Its records are of one class so far</source>
        <translation>bisher Records nur einer Klasse</translation>
    </message>
    <message>
        <source>Prediction, actual</source>
        <translation>Vorhersage, tatsächlich</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message numerus="yes">
        <source>%1 refused %2 prediction(s) since the monitor was attached, first %3: %4.</source>
        <translation>
            <numerusform>%1 hat %2 Vorhersage abgelehnt, seit der Monitor angehängt ist: %3, %4.</numerusform>
            <numerusform>%1 hat %2 Vorhersagen abgelehnt, seit der Monitor angehängt ist, zuerst %3: %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The topic dropped %1 record(s) before they could be read.</source>
        <translation>
            <numerusform>Das Topic hat %1 Record verworfen, bevor er gelesen werden konnte.</numerusform>
            <numerusform>Das Topic hat %1 Records verworfen, bevor sie gelesen werden konnten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused %2 prediction(s), first %3: %4.</source>
        <translation>
            <numerusform>%1 hat %2 Vorhersage abgelehnt, die erste %3: %4.</numerusform>
            <numerusform>%1 hat %2 Vorhersagen abgelehnt, die erste %3: %4.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 refused %2 predictions or more, first %3: %4.</source>
        <translation>%1 hat %2 Vorhersagen oder mehr abgelehnt, die erste %3: %4.</translation>
    </message>
    <message>
        <source>The topic %1 was deleted and re-created: the predictions it held before are gone.</source>
        <translation>Das Topic %1 wurde gelöscht und neu angelegt: Die Vorhersagen, die es vorher enthielt, sind weg.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NavigationButton</name>
    <message numerus="yes">
        <source>%1, %n open alarm(s)</source>
        <translation>
            <numerusform>%1, %n offener Alarm</numerusform>
            <numerusform>%1, %n offene Alarme</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NavigationColumn</name>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Driftwood menu</source>
        <translation>Driftwood-Menü</translation>
    </message>
    <message>
        <source>Start, settings, about</source>
        <translation>Start, Optionen, Über</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NewRunFacts</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Planned work</source>
        <translation>Geplante Arbeit</translation>
    </message>
    <message>
        <source>No data set is chosen.</source>
        <translation>Kein Datensatz gewählt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>Verdeckte Schichten</translation>
    </message>
    <message>
        <source>Steps per epoch</source>
        <translation>Schritte je Epoche</translation>
    </message>
    <message>
        <source>Maximum steps</source>
        <translation>Schritte höchstens</translation>
    </message>
    <message>
        <source>The records are read again and checked against the data set&apos;s digest before the first step.</source>
        <translation>Vor dem ersten Schritt werden die Records erneut gelesen und gegen die Prüfsumme des Datensatzes geprüft.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NewRunForm</name>
    <message>
        <source>Retrains %1, model %2, with the same settings</source>
        <translation>Trainiert %1, Modell %2, neu, mit denselben Einstellungen</translation>
    </message>
    <message>
        <source>reading a sample of the records</source>
        <translation>liest nur eine Stichprobe</translation>
    </message>
    <message>
        <source>no sample: %1</source>
        <translation>keine Stichprobe: %1</translation>
    </message>
    <message>
        <source>%1 of %2 fields</source>
        <translation>%1 von %2 Feldern</translation>
    </message>
    <message>
        <source>What to learn</source>
        <translation>Was zu lernen ist</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Label: the field to predict</source>
        <translation>Label: das vorherzusagende Feld</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>Verdeckte Schichten</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Batch, rows</source>
        <translation>Batch, Zeilen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Epochs, at most</source>
        <translation>Epochen, höchstens</translation>
    </message>
    <message>
        <source>Patience, epochs</source>
        <translation>Patience, Epochen</translation>
    </message>
    <message>
        <source>Threshold quantile</source>
        <translation>Schwellenquantil</translation>
    </message>
    <message>
        <source>Native</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>LibTorch</source>
        <translation>LibTorch</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>One pass in log order: test, then learn</source>
        <translation>Ein Durchgang: erst testen, dann lernen</translation>
    </message>
    <message>
        <source>Each record is predicted once and then learned from; there are no epochs</source>
        <translation>Jeder Record wird einmal vorhergesagt, dann wird aus ihm gelernt; Epochen gibt es nicht</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgeglichen</translation>
    </message>
    <message>
        <source>Balanced: rare classes count as much as frequent ones</source>
        <translation>Ausgeglichen: Seltene Klassen zählen so viel wie häufige</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Klassengewichte</translation>
    </message>
    <message>
        <source>the rarer one</source>
        <translation>die seltenere</translation>
    </message>
    <message>
        <source>Positive class, for precision, recall and F1</source>
        <translation>Positive Klasse: für Precision, Recall, F1</translation>
    </message>
    <message>
        <source>of two classes the rarer one</source>
        <translation>von zwei Klassen die seltenere</translation>
    </message>
    <message>
        <source>none: means over the classes</source>
        <translation>keine: Mittel der Klassen</translation>
    </message>
    <message>
        <source>Not in the sample. The run fails if no training record has this class.</source>
        <translation>Nicht in der Stichprobe. Der Lauf scheitert, falls kein Record zum Lernen diese Klasse hat.</translation>
    </message>
    <message>
        <source>The roles chosen for the data set&apos;s fields cannot be read, those used here are suggested. %1</source>
        <translation>Die für die Felder des Datensatzes gewählten Rollen sind nicht lesbar, hier gelten vorgeschlagene. %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::OffsetsDialog</name>
    <message>
        <source>Range %1</source>
        <translation>Bereich %1</translation>
    </message>
    <message>
        <source>Range %1, exact values</source>
        <translation>Bereich %1, genaue Werte</translation>
    </message>
    <message>
        <source>Enter as</source>
        <translation>Eingabe als</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>Offsets</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use range</source>
        <translation>Bereich übernehmen</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Begin offset</source>
        <translation>Ab Offset</translation>
    </message>
    <message>
        <source>End offset, exclusive</source>
        <translation>End-Offset, ausschließlich</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Log</translation>
    </message>
    <message>
        <source>Begin offset of %1</source>
        <translation>Anfangs-Offset von %1</translation>
    </message>
    <message>
        <source>End offset of %1</source>
        <translation>End-Offset von %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>From each partition, the records from the first time up to the second, exclusive; the offsets are looked up once and then fixed.</source>
        <translation>Aus jeder Partition die Records ab der ersten Zeit und vor der zweiten; die Offsets werden einmal nachgesehen und dann festgehalten.</translation>
    </message>
    <message>
        <source>%1: an offset is a whole number from 0 to 9,223,372,036,854,775,807.</source>
        <translation>%1: Ein Offset ist eine ganze Zahl von 0 bis 9.223.372.036.854.775.807.</translation>
    </message>
    <message>
        <source>%1: the end lies before the begin.</source>
        <translation>%1: Das Ende liegt vor dem Anfang.</translation>
    </message>
    <message>
        <source>%1: offset %2 has expired; the log begins at %3.</source>
        <translation>%1: Offset %2 ist abgelaufen; das Log beginnt bei %3.</translation>
    </message>
    <message>
        <source>%1: offset %2 is not written yet; the log ends at %3.</source>
        <translation>%1: Offset %2 ist noch nicht geschrieben; das Log endet bei %3.</translation>
    </message>
    <message>
        <source>No partition has a begin and an end yet.</source>
        <translation>Noch keine Partition hat Anfang und Ende.</translation>
    </message>
    <message>
        <source>Write a time as 2026-11-19 20:00:00, with milliseconds if needed.</source>
        <translation>Eine Zeit als 2026-11-19 20:00:00 schreiben, bei Bedarf mit Millisekunden.</translation>
    </message>
    <message>
        <source>The second time is not after the first.</source>
        <translation>Die zweite Zeit liegt nicht nach der ersten.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PartitionItemModel</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Low watermark</source>
        <translation>Low Watermark</translation>
    </message>
    <message>
        <source>High watermark</source>
        <translation>High Watermark</translation>
    </message>
    <message>
        <source>≈ Records</source>
        <translation>≈ Records</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>Records/s</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PartitionProgress</name>
    <message>
        <source>P%1 %2 %</source>
        <translation>P%1 %2 %</translation>
    </message>
    <message>
        <source>Progress by partition</source>
        <translation>Fortschritt je Partition</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PartitionsView</name>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PasswordDialog</name>
    <message>
        <source>It is kept until Driftwood closes, and never stored.</source>
        <translation>Es wird behalten, bis Driftwood endet, und nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PasswordFields</name>
    <message>
        <source>kept in the system&apos;s keychain</source>
        <translation>im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>asked for each time</source>
        <translation>jedes Mal erfragt</translation>
    </message>
    <message>
        <source>in a variable, a file or the keychain</source>
        <translation>in Variable, Datei oder Schlüsselbund</translation>
    </message>
    <message>
        <source>Where the password is kept</source>
        <translation>Wo das Passwort aufbewahrt wird</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>env:NAME, file:/path or keychain:NAME</source>
        <translation>env:NAME, file:/pfad oder keychain:NAME</translation>
    </message>
    <message>
        <source>Password is in</source>
        <translation>Passwort liegt in</translation>
    </message>
    <message>
        <source>Where the password is, never the password itself</source>
        <translation>Wo das Passwort liegt, nie das Passwort selbst</translation>
    </message>
    <message>
        <source>Password is</source>
        <translation>Passwort wird</translation>
    </message>
    <message>
        <source>Type the password, or have it asked for each time.</source>
        <translation>Das Passwort eingeben oder jedes Mal erfragen lassen.</translation>
    </message>
    <message>
        <source>Say where the password is: env:NAME, file:/path or keychain:NAME.</source>
        <translation>Angeben, wo das Passwort liegt: env:NAME, file:/pfad oder keychain:NAME.</translation>
    </message>
    <message>
        <source>typed now, or when you connect</source>
        <translation>jetzt oder beim Verbinden eingeben</translation>
    </message>
    <message>
        <source>the one in the keychain</source>
        <translation>das im Schlüsselbund</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PayloadItemModel</name>
    <message>
        <source>Fields of the record</source>
        <translation>Felder des Records</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>Tombstone</translation>
    </message>
    <message>
        <source>1 element</source>
        <translation>1 Element</translation>
    </message>
    <message>
        <source>%1 elements</source>
        <translation>%1 Elemente</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 Feld</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>only the first %1 values are shown</source>
        <translation>nur die ersten %1 Werte werden gezeigt</translation>
    </message>
    <message>
        <source>further fields: “Load all” shows them</source>
        <translation>weitere Felder: „Alle … laden“ zeigt sie</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PointDialog</name>
    <message>
        <source>Go</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>An offset, or a position: P2 @ 4,301,118</source>
        <translation>Ein Offset oder eine Position: P2 @ 4.301.118</translation>
    </message>
    <message>
        <source>%1, 14:30 (today), or milliseconds since 1970</source>
        <translation>%1, 14:30 (heute) oder Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>An offset, a position (P2 @ 4,301,118), or a time (%1)</source>
        <translation>Ein Offset, eine Position (P2 @ 4.301.118) oder eine Zeit (%1)</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PointWords</name>
    <message>
        <source>Records from %1 on</source>
        <translation>Records ab %1</translation>
    </message>
    <message>
        <source>The record at %1</source>
        <translation>Der Record bei %1</translation>
    </message>
    <message>
        <source>Offset %1 of each partition</source>
        <translation>Offset %1 jeder Partition</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>Offset %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ProfilesItemModel</name>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Bootstrap servers</source>
        <translation>Bootstrap-Server</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::PromoteDialog</name>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <translation>%1 befördern</translation>
    </message>
    <message>
        <source>%1 takes the place of %2</source>
        <translation>%1 tritt an die Stelle von %2</translation>
    </message>
    <message>
        <source>%1 stops when all it has read is acknowledged and committed</source>
        <translation>%1 hält an, wenn alles Gelesene bestätigt und committet ist</translation>
    </message>
    <message>
        <source>%1 continues from exactly there: no record twice, none left out</source>
        <translation>%1 macht genau dort weiter: kein Record doppelt, keiner ausgelassen</translation>
    </message>
    <message>
        <source>same group %1, same topic %2</source>
        <translation>gleiche Gruppe %1, gleiches Topic %2</translation>
    </message>
    <message>
        <source>Every prediction names its model</source>
        <translation>Jede Vorhersage nennt ihr Modell</translation>
    </message>
    <message>
        <source>its header says %1</source>
        <translation>ihr Header sagt %1</translation>
    </message>
    <message>
        <source>%1 is kept; going back to it is one step as well</source>
        <translation>%1 bleibt erhalten; zurück ist auch ein Schritt</translation>
    </message>
    <message>
        <source>Drift is measured against the reference of %1 from then on.</source>
        <translation>Drift wird von da an gegen die Referenz von %1 gemessen.</translation>
    </message>
    <message>
        <source>Why (kept with the promotion)</source>
        <translation>Warum (wird mit der Beförderung aufbewahrt)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>looking up the group&apos;s offsets…</source>
        <translation>Offsets der Gruppe werden nachgesehen…</translation>
    </message>
    <message>
        <source>nothing is committed yet</source>
        <translation>noch nichts committet</translation>
    </message>
    <message>
        <source>it is at %1 now</source>
        <translation>sie steht jetzt bei %1</translation>
    </message>
    <message>
        <source>it stopped at %1</source>
        <translation>sie hielt bei %1 an</translation>
    </message>
    <message>
        <source>The monitor is no longer there.</source>
        <translation>Der Monitor ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This monitor publishes nothing, so there is nothing to replace. Attach the model instead.</source>
        <translation>Dieser Monitor veröffentlicht nichts, also gibt es nichts zu ersetzen. Stattdessen das Modell anhängen.</translation>
    </message>
    <message>
        <source>Interrupted: Driftwood closed while it was running. Resume it first, so that it stops cleanly.</source>
        <translation>Unterbrochen: Driftwood wurde beendet, während er lief. Ihn zuerst fortsetzen, damit er sauber endet.</translation>
    </message>
    <message>
        <source>The model is no longer in the workspace.</source>
        <translation>Das Modell ist nicht mehr im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Connect to “%1” first: the group is there.</source>
        <translation>Zuerst mit „%1“ verbinden: Dort ist die Gruppe.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Promotions</name>
    <message>
        <source>Promote %1</source>
        <translation>%1 befördern</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RangeTimeline</name>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Span of time</source>
        <translation>Zeitspanne</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Gestapelt</translation>
    </message>
    <message>
        <source>Per partition</source>
        <translation>Je Partition</translation>
    </message>
    <message>
        <source>Snap to bucket</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Darüber</translation>
    </message>
    <message>
        <source>Overlay the mean of a field</source>
        <translation>Mittel eines Felds darüberlegen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Add range</source>
        <translation>Bereich dazu</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausnehmen</translation>
    </message>
    <message>
        <source>Records over time</source>
        <translation>Records über die Zeit</translation>
    </message>
    <message>
        <source>Exclude range %1 from the others (X)</source>
        <translation>Bereich %1 von den anderen ausnehmen (X)</translation>
    </message>
    <message>
        <source>Choose a range first</source>
        <translation>Zuerst einen Bereich wählen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Choose a topic to see when its records were written.</source>
        <translation>Ein Topic wählen, um zu sehen, wann seine Records geschrieben wurden.</translation>
    </message>
    <message>
        <source>Looking up when records were written</source>
        <translation>Sieht nach, wann Records geschrieben wurden</translation>
    </message>
    <message>
        <source>≈ records / %1</source>
        <translation>≈ Records / %1</translation>
    </message>
    <message>
        <source>live edge %1</source>
        <translation>Live-Rand %1</translation>
    </message>
    <message>
        <source>%1 of %2 buckets looked up, averages before them</source>
        <translation>%1 von %2 Intervallen nachgesehen, davor Mittelwerte</translation>
    </message>
    <message>
        <source>bucket %1</source>
        <translation>Intervall %1</translation>
    </message>
    <message>
        <source>The topic has no records yet.</source>
        <translation>Das Topic hat noch keine Records.</translation>
    </message>
    <message>
        <source>None of the topic&apos;s %1 offsets holds a record: transactions were aborted, or compaction removed the records.</source>
        <translation>Keiner der %1 Offsets des Topics enthält einen Record: Transaktionen wurden abgebrochen, oder die Verdichtung hat die Records entfernt.</translation>
    </message>
    <message>
        <source>The topic&apos;s records carry no time. Add a range by its offsets.</source>
        <translation>Die Records des Topics tragen keine Zeit. Einen Bereich über seine Offsets hinzufügen.</translation>
    </message>
    <message>
        <source>1 record has an implausible timestamp: %1, %2</source>
        <translation>1 Record hat einen unplausiblen Zeitstempel: %1, %2</translation>
    </message>
    <message>
        <source>%1 records have implausible timestamps, such as %2, %3</source>
        <translation>%1 Records haben unplausible Zeitstempel, etwa %2, %3</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>%1 mean</source>
        <translation>%1 Mittel</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>sampled</source>
        <translation>Stichprobe</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RangesItemModel</name>
    <message>
        <source>%1  excluded</source>
        <translation>%1  ausgenommen</translation>
    </message>
    <message>
        <source>not looked up</source>
        <translation>nicht nachgesehen</translation>
    </message>
    <message>
        <source>looking up</source>
        <translation>wird nachgesehen</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Begin offset</source>
        <translation>Ab Offset</translation>
    </message>
    <message>
        <source>End offset</source>
        <translation>Bis Offset</translation>
    </message>
    <message>
        <source>≈ Records</source>
        <translation>≈ Records</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RangesPanel</name>
    <message>
        <source>Ranges</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>half-open, offsets fixed when chosen</source>
        <translation>halboffen, Offsets ab der Wahl fest</translation>
    </message>
    <message>
        <source>Type offsets…</source>
        <translation>Offsets eintippen…</translation>
    </message>
    <message>
        <source>No range selected</source>
        <translation>Kein Bereich gewählt</translation>
    </message>
    <message>
        <source>Drag across the timeline, or type offsets.</source>
        <translation>Über die Zeitachse ziehen oder Offsets eintippen.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Cost of reading %1</source>
        <translation>Aufwand, %1 zu lesen</translation>
    </message>
    <message>
        <source>speed and size from the first %1</source>
        <translation>Tempo und Größe aus den ersten %1</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 von %2 Records</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Use as a range</source>
        <translation>Als Bereich verwenden</translation>
    </message>
    <message>
        <source>Exclude from the others</source>
        <translation>Von den anderen ausnehmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ReadBar</name>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>Live-Tail</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Follow the topic from now on</source>
        <translation>Dem Topic ab jetzt folgen</translation>
    </message>
    <message>
        <source>Pause or resume (Space); Esc ends the tail</source>
        <translation>Pausieren oder fortsetzen (Leertaste); Esc beendet den Tail</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>at offset…</source>
        <translation>bei Offset…</translation>
    </message>
    <message>
        <source>at time…</source>
        <translation>bei Zeit…</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>offset…</source>
        <translation>Offset…</translation>
    </message>
    <message>
        <source>time…</source>
        <translation>Zeit…</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>some…</source>
        <translation>einige…</translation>
    </message>
    <message>
        <source>Start at offset</source>
        <translation>Start bei Offset</translation>
    </message>
    <message>
        <source>Start at time</source>
        <translation>Start bei Zeit</translation>
    </message>
    <message>
        <source>Until offset</source>
        <translation>Bis Offset</translation>
    </message>
    <message>
        <source>Until time</source>
        <translation>Bis Zeit</translation>
    </message>
    <message>
        <source>Numbers and ranges, as in 0-2,5</source>
        <translation>Nummern und Bereiche, wie 0-2,5</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Decoder of the key</source>
        <translation>Decoder des Keys</translation>
    </message>
    <message>
        <source>Decoder of the value</source>
        <translation>Decoder des Werts</translation>
    </message>
    <message>
        <source>Unwrap</source>
        <translation>Auspacken</translation>
    </message>
    <message>
        <source>Unwrap %1</source>
        <translation>%1 auspacken</translation>
    </message>
    <message>
        <source>The values are in no envelope that is known.</source>
        <translation>Die Werte sind in keinem bekannten Umschlag.</translation>
    </message>
    <message>
        <source>The values are in an envelope of %1. Shows the data in it as columns, and records that delete as deletes.</source>
        <translation>Die Werte sind in einem Umschlag von %1. Zeigt die Daten darin als Spalten und löschende Records als Löschungen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecentList</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All: %1</source>
        <translation>Alle: %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecentWords</name>
    <message>
        <source>%1 records · %2</source>
        <translation>%1 Records · %2</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordActions</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy record as JSON</source>
        <translation>Record als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy position</source>
        <translation>Position kopieren</translation>
    </message>
    <message>
        <source>Copy timestamp</source>
        <translation>Zeitstempel kopieren</translation>
    </message>
    <message>
        <source>Copy the first %1 of the value</source>
        <translation>Die ersten %1 des Werts kopieren</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordExport</name>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV, decoded fields (*.csv)</source>
        <translation>CSV, dekodierte Felder (*.csv)</translation>
    </message>
    <message>
        <source>Export %1 records</source>
        <translation>%1 Records exportieren</translation>
    </message>
    <message>
        <source>Records exported</source>
        <translation>Records exportiert</translation>
    </message>
    <message>
        <source>%1 records in %2</source>
        <translation>%1 Records in %2</translation>
    </message>
    <message>
        <source>Export stopped</source>
        <translation>Export angehalten</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordInspector</name>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Looks personal</source>
        <translation>Wirkt persönlich</translation>
    </message>
    <message>
        <source>Judged by the names. “Masked fields” in the connection&apos;s settings keeps values from being shown, searched and exported.</source>
        <translation>Nach den Namen beurteilt. „Maskierte Felder“ in den Einstellungen der Verbindung verhindert, dass Werte angezeigt, durchsucht und exportiert werden.</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>Value of the record</source>
        <translation>Wert des Records</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Copy value of the field</source>
        <translation>Wert des Felds kopieren</translation>
    </message>
    <message>
        <source>Record above</source>
        <translation>Record darüber</translation>
    </message>
    <message>
        <source>Record below</source>
        <translation>Record darunter</translation>
    </message>
    <message>
        <source>Copy value (Ctrl+C)</source>
        <translation>Wert kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>How the record is shown</source>
        <translation>Wie der Record gezeigt wird</translation>
    </message>
    <message>
        <source>Previous by key</source>
        <translation>Voriger je Schlüssel</translation>
    </message>
    <message>
        <source>Next by key</source>
        <translation>Nächster je Schlüssel</translation>
    </message>
    <message>
        <source>The row above with the same key (Alt+Up)</source>
        <translation>Die Zeile darüber mit demselben Schlüssel (Alt+Hoch)</translation>
    </message>
    <message>
        <source>The row below with the same key (Alt+Down)</source>
        <translation>Die Zeile darunter mit demselben Schlüssel (Alt+Runter)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>none selected</source>
        <translation>keiner gewählt</translation>
    </message>
    <message>
        <source>The record has no headers.</source>
        <translation>Der Record hat keine Header.</translation>
    </message>
    <message>
        <source>null: a tombstone</source>
        <translation>null: ein Tombstone</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>Tombstone</translation>
    </message>
    <message>
        <source>not decodable</source>
        <translation>nicht dekodierbar</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>Size key / value</source>
        <translation>Größe Schlüssel / Wert</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Decoded as</source>
        <translation>Dekodiert als</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The first %2 of the value&apos;s %1 are kept, text and hex show %3; fields were read from the whole value.</source>
        <translation>Von den %1 des Werts werden die ersten %2 behalten, Text und Hex zeigen %3; Felder wurden aus dem ganzen Wert gelesen.</translation>
    </message>
    <message>
        <source>Text and hex show the first %1 of %2.</source>
        <translation>Text und Hex zeigen die ersten %1 von %2.</translation>
    </message>
    <message>
        <source>not decoded</source>
        <translation>nicht dekodiert</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Looks like %1 behind a schema registry, schema id %2; not decoded. </source>
        <translation>Sieht aus wie %1 hinter einer Schema-Registry, Schema-ID %2; nicht dekodiert. </translation>
    </message>
    <message>
        <source>null (no value)</source>
        <translation>null (kein Wert)</translation>
    </message>
    <message>
        <source>Save value as…</source>
        <translation>Wert speichern unter…</translation>
    </message>
    <message>
        <source>Load all %1</source>
        <translation>Alle %1 laden</translation>
    </message>
    <message>
        <source>deletes</source>
        <translation>löscht</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordItemModel</name>
    <message numerus="yes">
        <source>%n more fields</source>
        <translation>
            <numerusform>%n weiteres Feld</numerusform>
            <numerusform>%n weitere Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordTable</name>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Columns of the records</source>
        <translation>Spalten der Records</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordsView</name>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>The record is not there</source>
        <translation>Der Record ist nicht da</translation>
    </message>
    <message>
        <source>%1 is no longer, or not yet, in the log; the records after it are shown.</source>
        <translation>%1 ist nicht mehr oder noch nicht im Log; gezeigt werden die Records danach.</translation>
    </message>
    <message>
        <source>The live tail ended</source>
        <translation>Der Live-Tail ist zu Ende</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Waiting for records</source>
        <translation>Wartet auf Records</translation>
    </message>
    <message>
        <source>They appear here as they are written.</source>
        <translation>Sie erscheinen hier, sobald sie geschrieben sind.</translation>
    </message>
    <message>
        <source>Nothing matched</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>%1 records were read.</source>
        <translation>%1 Records wurden gelesen.</translation>
    </message>
    <message>
        <source>No records</source>
        <translation>Keine Records</translation>
    </message>
    <message>
        <source>There are none in this range of the log.</source>
        <translation>In diesem Bereich des Logs gibt es keine.</translation>
    </message>
    <message>
        <source>The range holds offsets without records.</source>
        <translation>Der Bereich enthält Offsets ohne Records.</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>Live-Tail</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RegistryFields</name>
    <message>
        <source>Schema registry</source>
        <translation>Schema-Registry</translation>
    </message>
    <message>
        <source>Registry address</source>
        <translation>Adresse der Registry</translation>
    </message>
    <message>
        <source>Registry log-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>user and password</source>
        <translation>Benutzer und Passwort</translation>
    </message>
    <message>
        <source>bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>Registry user</source>
        <translation>Benutzer der Registry</translation>
    </message>
    <message>
        <source>Its password or token is</source>
        <translation>Passwort oder Token ist</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>Passwort oder Token</translation>
    </message>
    <message>
        <source>Password or token is in</source>
        <translation>Passwort oder Token steht in</translation>
    </message>
    <message>
        <source>Where the registry&apos;s password or token is kept</source>
        <translation>Wo Passwort oder Token der Registry bleibt</translation>
    </message>
    <message>
        <source>Registry CA certificates</source>
        <translation>CA-Zertifikate der Registry</translation>
    </message>
    <message>
        <source>PEM file; empty: the system&apos;s</source>
        <translation>PEM-Datei; leer: die des Systems</translation>
    </message>
    <message>
        <source>Registry client certificate</source>
        <translation>Client-Zertifikat der Registry</translation>
    </message>
    <message>
        <source>PEM file; empty: none</source>
        <translation>PEM-Datei; leer: keins</translation>
    </message>
    <message>
        <source>Registry client key</source>
        <translation>Client-Schlüssel der Registry</translation>
    </message>
    <message>
        <source>PEM file</source>
        <translation>PEM-Datei</translation>
    </message>
    <message>
        <source>Write the address alone. User and password have fields of their own.</source>
        <translation>Nur die Adresse angeben. Benutzer und Passwort haben eigene Felder.</translation>
    </message>
    <message>
        <source>Write the registry&apos;s address as http://host:8081 or https://host/path.</source>
        <translation>Die Adresse der Registry als http://host:8081 oder https://host/pfad angeben.</translation>
    </message>
    <message>
        <source>The registry&apos;s client certificate and its key go together.</source>
        <translation>Client-Zertifikat der Registry und Schlüssel gehören zusammen.</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>ausgeklappt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>https://host:8081, https://host:8081</source>
        <translation>https://host:8081, https://host:8081</translation>
    </message>
    <message>
        <source>Several are tried in turn</source>
        <translation>Mehrere werden nacheinander versucht</translation>
    </message>
    <message>
        <source>Log-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA-Zertifikate</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>for the schemas of %1</source>
        <translation>für die Schemas von %1</translation>
    </message>
    <message>
        <source>none; it has the schemas of %1</source>
        <translation>keine; sie hat die Schemas von %1</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ReplayableBars</name>
    <message>
        <source>Records still in the log</source>
        <translation>Records, die noch im Log sind</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ResultLine</name>
    <message>
        <source>Progress by partition</source>
        <translation>Fortschritt je Partition</translation>
    </message>
    <message>
        <source>scanned %1 of %2</source>
        <translation>durchsucht %1 von %2</translation>
    </message>
    <message>
        <source>found %1</source>
        <translation>gefunden %1</translation>
    </message>
    <message>
        <source>shown %1</source>
        <translation>gezeigt %1</translation>
    </message>
    <message>
        <source>undecodable %1</source>
        <translation>nicht dekodierbar %1</translation>
    </message>
    <message>
        <source>Stopped: found %1   %2</source>
        <translation>Ende: %1 gefunden   %2</translation>
    </message>
    <message>
        <source>Stopped: %1 read, as requested   %2</source>
        <translation>Ende: %1 gelesen, wie verlangt   %2</translation>
    </message>
    <message>
        <source>Find %1 more</source>
        <translation>%1 weitere finden</translation>
    </message>
    <message>
        <source>Read %1 more</source>
        <translation>%1 weitere lesen</translation>
    </message>
    <message>
        <source>Nothing matched. Read all %1 records to the end of the range</source>
        <translation>Kein Treffer. Alle %1 Records bis zum Ende des Bereichs gelesen</translation>
    </message>
    <message>
        <source>Stopped: end of range</source>
        <translation>Ende: Bereich zu Ende</translation>
    </message>
    <message>
        <source>Stopped: budget of %1 or %2   %3</source>
        <translation>Ende: Budget von %1 oder %2   %3</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stopped by you   %1</source>
        <translation>Von Hand angehalten   %1</translation>
    </message>
    <message>
        <source>Looking up offsets and fields</source>
        <translation>Offsets und Felder werden nachgesehen</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Stopped by an error   %1</source>
        <translation>Fehler   %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Broker unreachable</source>
        <translation>Broker nicht erreichbar</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>empfangen %1</translation>
    </message>
    <message>
        <source>matched %1</source>
        <translation>Treffer %1</translation>
    </message>
    <message>
        <source>showing %1 of %2</source>
        <translation>zeigt %1 von %2</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Continues from the last offset when the broker is back</source>
        <translation>Macht am letzten Offset weiter, sobald der Broker zurück ist</translation>
    </message>
    <message>
        <source>%1 records behind</source>
        <translation>%1 Records zurück</translation>
    </message>
    <message>
        <source>ring %1 of %2 records · %3</source>
        <translation>Ring %1 von %2 Records · %3</translation>
    </message>
    <message>
        <source>%1 values of %2 are not times</source>
        <translation>%1 Werte von %2 sind keine Zeiten</translation>
    </message>
    <message>
        <source>%1 values of %2 are not numbers</source>
        <translation>%1 Werte von %2 sind keine Zahlen</translation>
    </message>
    <message>
        <source>only %1 of %2 shown, the others came too fast</source>
        <translation>nur %1 von %2 gezeigt, die anderen kamen zu schnell</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RowWords</name>
    <message>
        <source>Rows of a class seen for the first time, each counted as wrong: %1</source>
        <translation>Zeilen einer zum ersten Mal gesehenen Klasse, jede als falsch gezählt: %1</translation>
    </message>
    <message>
        <source>Rows of a class not seen in training, each counted as wrong: %1</source>
        <translation>Zeilen einer im Training nicht gesehenen Klasse, jede als falsch gezählt: %1</translation>
    </message>
    <message>
        <source>%1 of the rows are of one class, so accuracy says little: always predicting that class would be right as often. Balanced class weights may help.</source>
        <translation>%1 der Zeilen gehören zu einer Klasse, darum sagt die Genauigkeit wenig: Immer diese Klasse vorherzusagen, wäre ebenso oft richtig. Ausgeglichene Klassengewichte können helfen.</translation>
    </message>
    <message>
        <source>Rows without a label, left out of the figures: %1</source>
        <translation>Zeilen ohne Label, nicht in den Kennzahlen: %1</translation>
    </message>
    <message>
        <source>Rows left out of the figures, as nothing was learned yet: %1</source>
        <translation>Zeilen in keiner Kennzahl, weil noch nichts gelernt war: %1</translation>
    </message>
    <message>
        <source>Rows whose values are beyond what the model can compute with, each counted as wrong: %1</source>
        <translation>Zeilen, deren Werte jenseits dessen liegen, womit das Modell rechnen kann, jede als falsch gezählt: %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RuleFacts</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>The training part of %1, as the model keeps it</source>
        <translation>Der Trainingsteil von %1, wie ihn das Modell bewahrt</translation>
    </message>
    <message>
        <source>Current window</source>
        <translation>Aktuelles Fenster</translation>
    </message>
    <message>
        <source>Judged from</source>
        <translation>Beurteilt ab</translation>
    </message>
    <message>
        <source>With fewer values in the window there is no verdict on a field</source>
        <translation>Mit weniger Werten im Fenster gibt es kein Urteil über ein Feld</translation>
    </message>
    <message>
        <source>Drifted</source>
        <translation>Gedriftet</translation>
    </message>
    <message>
        <source>PSI &gt; %1, p &lt; %2</source>
        <translation>PSI &gt; %1, p &lt; %2</translation>
    </message>
    <message>
        <source>The test is Kolmogorov–Smirnov, for categories χ²; both must agree</source>
        <translation>Der Test ist Kolmogorow–Smirnow, für Kategorien χ²; beide müssen übereinstimmen</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Share of missing values above that of the reference</source>
        <translation>Anteil fehlender Werte über dem der Referenz</translation>
    </message>
    <message>
        <source>Alarm after</source>
        <translation>Alarm nach</translation>
    </message>
    <message numerus="yes">
        <source>%n window(s)</source>
        <translation>
            <numerusform>%n Fenster</numerusform>
            <numerusform>%n Fenstern</numerusform>
        </translation>
    </message>
    <message>
        <source>Cleared after</source>
        <translation>Aufgehoben nach</translation>
    </message>
    <message>
        <source>Below %1 of the limit</source>
        <translation>Unter %1 der Grenze</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 Werten</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>The topic that receives the predictions refused by %1</source>
        <translation>Das Topic für Vorhersagen, die %1 ablehnt</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunBook</name>
    <message>
        <source>reading the data set, %1</source>
        <translation>liest den Datensatz, %1</translation>
    </message>
    <message>
        <source>reading the data set</source>
        <translation>liest den Datensatz</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>paused in epoch %1 of %2</source>
        <translation>pausiert in Epoche %1 von %2</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>worse than %1</source>
        <translation>schlechter als %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunDraftWords</name>
    <message>
        <source>“%1” is not a layer&apos;s size. Write whole numbers from 1 to %2, as 32, 8, 32.</source>
        <translation>„%1“ ist keine Schichtgröße. Ganze Zahlen von 1 bis %2 schreiben, wie 32, 8, 32.</translation>
    </message>
    <message>
        <source>More than %1 hidden layers. Leave some out.</source>
        <translation>Mehr als %1 verdeckte Schichten. Einige weglassen.</translation>
    </message>
    <message>
        <source>An autoencoder does not predict a label. Choose a perceptron, or anomaly detection.</source>
        <translation>Ein Autoencoder sagt kein Label vorher. Ein Perzeptron oder Anomalieerkennung wählen.</translation>
    </message>
    <message>
        <source>Anomaly detection needs an autoencoder: it learns to reproduce its input.</source>
        <translation>Anomalieerkennung braucht einen Autoencoder: Er lernt, seine Eingabe nachzubilden.</translation>
    </message>
    <message>
        <source>No hidden layer. Name at least one size, as 64, or choose a linear network.</source>
        <translation>Keine verdeckte Schicht. Mindestens eine Größe nennen, wie 64, oder ein lineares Netz wählen.</translation>
    </message>
    <message>
        <source>Choose the field to predict.</source>
        <translation>Das vorherzusagende Feld wählen.</translation>
    </message>
    <message>
        <source>No field %1 in the data set.</source>
        <translation>Kein Feld %1 im Datensatz.</translation>
    </message>
    <message>
        <source>%1 is text, not a number. Choose classification to predict it.</source>
        <translation>%1 ist Text, keine Zahl. Zum Vorhersagen Klassifikation wählen.</translation>
    </message>
    <message>
        <source>No field is chosen. Check at least one to learn from.</source>
        <translation>Kein Feld gewählt. Mindestens eines zum Lernen ankreuzen.</translation>
    </message>
    <message>
        <source>Choose the data set to learn from.</source>
        <translation>Den Datensatz zum Lernen wählen.</translation>
    </message>
    <message>
        <source>Give the model a name.</source>
        <translation>Dem Modell einen Namen geben.</translation>
    </message>
    <message>
        <source>A learning rate is a number above 0, as 0.001 or 1e-3.</source>
        <translation>Eine Lernrate ist eine Zahl über 0, wie 0,001 oder 1e-3.</translation>
    </message>
    <message>
        <source>A batch has 1 to 1,048,576 rows.</source>
        <translation>Ein Batch hat 1 bis 1.048.576 Zeilen.</translation>
    </message>
    <message>
        <source>Epochs are 1 to 1,000,000.</source>
        <translation>Epochen: 1 bis 1.000.000.</translation>
    </message>
    <message>
        <source>Patience is a whole number of epochs; 0 never stops early.</source>
        <translation>Patience ist eine ganze Zahl von Epochen; 0 hält nie früh an.</translation>
    </message>
    <message>
        <source>A seed is a whole number, 0 or above.</source>
        <translation>Ein Seed ist eine ganze Zahl, 0 oder größer.</translation>
    </message>
    <message>
        <source>A quantile between 0.5 and 1, as 0.99.</source>
        <translation>Ein Quantil zwischen 0,5 und 1, wie 0,99.</translation>
    </message>
    <message>
        <source>No record to learn from has the class “%1”. Choose one of: %2.</source>
        <translation>Kein Record zum Lernen ist von der Klasse „%1“. Eine von diesen wählen: %2.</translation>
    </message>
    <message>
        <source>A name must not contain a slash or a line break, nor begin with a dot or a dash.</source>
        <translation>Ein Name darf keinen Schrägstrich und keinen Zeilenumbruch enthalten und nicht mit Punkt oder Bindestrich beginnen.</translation>
    </message>
    <message>
        <source>%1 has %2 different values in the records to learn from, more than the %3 classes that can be told apart. Choose another label, or regression.</source>
        <translation>%1 hat in den Records zum Lernen %2 verschiedene Werte, mehr als die %3 Klassen, die sich unterscheiden lassen. Ein anderes Label wählen oder Regression.</translation>
    </message>
    <message>
        <source>%1 has %2 different values in a sample already, more than the %3 classes that can be told apart. Choose another label, or regression.</source>
        <translation>%1 hat schon in einer Stichprobe %2 verschiedene Werte, mehr als die %3 Klassen, die sich unterscheiden lassen. Ein anderes Label wählen oder Regression.</translation>
    </message>
    <message>
        <source>A residual perceptron has no block yet. Name its width and the inner width of each block, as 64, 64.</source>
        <translation>Das residuale Perzeptron hat noch keinen Block. Seine Breite und die innere Breite jedes Blocks nennen, wie 64, 64.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunFacts</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Hyper-parameters</source>
        <translation>Hyperparameter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Copy the hyper-parameters as JSON</source>
        <translation>Hyperparameter als JSON kopieren</translation>
    </message>
    <message>
        <source>Features of the run</source>
        <translation>Merkmale des Laufs</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The data set has been removed.</source>
        <translation>Der Datensatz wurde entfernt.</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Learns</source>
        <translation>Lernt</translation>
    </message>
    <message>
        <source>one pass, in log order</source>
        <translation>ein Durchgang, in Log-Reihenfolge</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Early stop</source>
        <translation>Early Stopping</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>after %1 epochs</source>
        <translation>nach %1 Epochen</translation>
    </message>
    <message>
        <source>Threshold quantile</source>
        <translation>Schwellenquantil</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Ergab</translation>
    </message>
    <message>
        <source>Trained again after</source>
        <translation>Neu trainiert nach</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>%1 inputs from %2 fields</source>
        <translation>%1 Eingaben aus %2 Feldern</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>Ohne Label</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Klassengewichte</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgeglichen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>%1 of a baseline that needs no model, over %2 rows</source>
        <translation>%1 einer Baseline ohne Modell, über %2 Zeilen</translation>
    </message>
    <message>
        <source>Over rows</source>
        <translation>Über Zeilen</translation>
    </message>
    <message>
        <source>Positive class</source>
        <translation>Positive Klasse</translation>
    </message>
    <message>
        <source>tested before learned</source>
        <translation>geprüft, dann gelernt</translation>
    </message>
    <message>
        <source>of the best epoch</source>
        <translation>der besten Epoche</translation>
    </message>
    <message>
        <source>The mean squared difference between the inputs and the network&apos;s output; 0 is exact. On its own it does not indicate faults.</source>
        <translation>Die mittlere quadratische Differenz zwischen den Eingaben und der Ausgabe des Netzes; 0 ist exakt. Über Fehler sagt sie allein nichts.</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunList</name>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunStatusBar</name>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Stop and keep a checkpoint (Esc)</source>
        <translation>Anhalten und einen Checkpoint behalten (Esc)</translation>
    </message>
    <message>
        <source>Save a checkpoint now</source>
        <translation>Jetzt einen Checkpoint speichern</translation>
    </message>
    <message>
        <source>Save a checkpoint now; the last one is from step %1</source>
        <translation>Jetzt einen Checkpoint speichern; der letzte ist von Schritt %1</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Resume training (Space)</source>
        <translation>Training fortsetzen (Leertaste)</translation>
    </message>
    <message>
        <source>Pause training (Space)</source>
        <translation>Training pausieren (Leertaste)</translation>
    </message>
    <message>
        <source>Resume from step %1</source>
        <translation>Ab Schritt %1 fortsetzen</translation>
    </message>
    <message>
        <source>Reading the data set</source>
        <translation>Liest den Datensatz</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 von %2 Records</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>record %1 of %2</source>
        <translation>Record %1 von %2</translation>
    </message>
    <message>
        <source>trained %1</source>
        <translation>trainiert %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>Read the data set again and continue from the checkpoint, as if the run had never stopped</source>
        <translation>Den Datensatz erneut lesen und vom Checkpoint aus weitermachen, als wäre der Lauf nie angehalten worden</translation>
    </message>
    <message>
        <source>no checkpoint is left to resume from</source>
        <translation>kein Checkpoint mehr da, von dem es weitergehen könnte</translation>
    </message>
    <message>
        <source>long run: some points of its curves are kept</source>
        <translation>langer Lauf: behalten sind einige Punkte seiner Kurven</translation>
    </message>
    <message>
        <source>Keep best epoch</source>
        <translation>Beste Epoche behalten</translation>
    </message>
    <message>
        <source>End the run and keep the model of the best epoch so far</source>
        <translation>Den Lauf beenden und das Modell der bisher besten Epoche behalten</translation>
    </message>
    <message>
        <source>best validation loss %1 in epoch %2</source>
        <translation>bester Validierungsverlust %1 in Epoche %2</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>End the run and keep the model of the best epoch up to step %1, which is kept</source>
        <translation>Den Lauf beenden und das Modell der besten Epoche bis Schritt %1 behalten, der gesichert ist</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunView</name>
    <message>
        <source>Views of the run</source>
        <translation>Ansichten des Laufs</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>Every epoch&apos;s metrics; the best one is bold</source>
        <translation>Die Metriken jeder Epoche; die beste ist fett</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>The metrics after every few hundred records of the single pass</source>
        <translation>Die Metriken nach je einigen hundert Records des einen Durchgangs</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RunWords</name>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>stopped early at %1</source>
        <translation>früh angehalten bei %1</translation>
    </message>
    <message>
        <source>loss not finite, step %1</source>
        <translation>Verlust nicht endlich, Schritt %1</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 Epoche</translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 Epochen</translation>
    </message>
    <message>
        <source>stopped at step %1</source>
        <translation>angehalten bei Schritt %1</translation>
    </message>
    <message>
        <source>stopped by you in epoch %1</source>
        <translation>von Hand angehalten in Epoche %1</translation>
    </message>
    <message>
        <source>interrupted, step %1 kept</source>
        <translation>unterbrochen, Schritt %1 behalten</translation>
    </message>
    <message>
        <source>interrupted before a checkpoint</source>
        <translation>unterbrochen vor einem Checkpoint</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Multilayer perceptron</source>
        <translation>Perzeptron (MLP)</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>Running elsewhere</source>
        <translation>Läuft anderswo</translation>
    </message>
    <message>
        <source>in another window or terminal</source>
        <translation>in anderem Fenster oder Terminal</translation>
    </message>
    <message>
        <source>stopped by you, best of %1 epochs kept</source>
        <translation>von Hand angehalten, beste von %1 Epochen behalten</translation>
    </message>
    <message>
        <source>No row of the validation part has a label: the model&apos;s quality cannot be measured.</source>
        <translation>Keine Zeile des Validierungsteils hat ein Label: Die Güte des Modells lässt sich nicht messen.</translation>
    </message>
    <message>
        <source>None of the newest records sampled has a label: perhaps the model&apos;s quality cannot be measured.</source>
        <translation>Keiner der gelesenen neuesten Records hat ein Label: Vielleicht lässt sich die Güte des Modells nicht messen.</translation>
    </message>
    <message>
        <source>All %1 rows of the validation part are of class “%2”: no figure can show whether the model tells it apart from the others.</source>
        <translation>Alle %1 Zeilen des Validierungsteils sind von Klasse „%2“: Keine Kennzahl kann zeigen, ob das Modell sie von den anderen unterscheidet.</translation>
    </message>
    <message>
        <source>All %1 of the newest records sampled are of class “%2”: perhaps no figure can show whether the model tells it apart from the others.</source>
        <translation>Alle %1 gelesenen neuesten Records sind von Klasse „%2“: Vielleicht kann keine Kennzahl zeigen, ob das Modell sie von den anderen unterscheidet.</translation>
    </message>
    <message>
        <source>%1 % of the %2 rows of the validation part are of class “%3”: accuracy means little, look at precision and recall.</source>
        <translation>%1 % der %2 Zeilen des Validierungsteils sind von Klasse „%3“: Die Genauigkeit sagt wenig, wichtiger sind Precision und Recall.</translation>
    </message>
    <message>
        <source>%1 % of the %2 newest records sampled are of class “%3”: accuracy means little, look at precision and recall.</source>
        <translation>%1 % der %2 gelesenen neuesten Records sind von Klasse „%3“: Die Genauigkeit sagt wenig, wichtiger sind Precision und Recall.</translation>
    </message>
    <message>
        <source>All %1 values sampled are %2: there is nothing to predict, and training refuses a label that never changes.</source>
        <translation>Alle %1 Werte der Stichprobe sind %2: Es gibt nichts vorherzusagen, und das Training lehnt ein Label ab, das sich nie ändert.</translation>
    </message>
    <message>
        <source>Residual perceptron</source>
        <translation>Residuales Perzeptron</translation>
    </message>
    <message>
        <source>stopped at record %1</source>
        <translation>angehalten bei Record %1</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SchemaFacts</name>
    <message>
        <source>0x00, 4-byte id</source>
        <translation>0x00, Id mit 4 Byte</translation>
    </message>
    <message>
        <source>named by a header</source>
        <translation>in einem Header genannt</translation>
    </message>
    <message>
        <source>0xC301, fingerprint</source>
        <translation>0xC301, Fingerabdruck</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>Id %1</translation>
    </message>
    <message>
        <source>Key schema</source>
        <translation>Schema des Keys</translation>
    </message>
    <message>
        <source>Key framing</source>
        <translation>Rahmen des Keys</translation>
    </message>
    <message>
        <source>Value schema</source>
        <translation>Schema des Werts</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Rahmen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SchemaNotice</name>
    <message>
        <source>Add a schema registry…</source>
        <translation>Schema-Registry angeben…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Change the connection…</source>
        <translation>Verbindung ändern…</translation>
    </message>
    <message>
        <source>%1 of %2 sampled keys refer to schema %3, but this connection has no schema registry. %4</source>
        <translation>%1 von %2 Keys der Stichprobe verweisen auf Schema %3, aber diese Verbindung hat keine Schema-Registry. %4</translation>
    </message>
    <message>
        <source>%1 of %2 sampled values refer to schema %3, but this connection has no schema registry. %4</source>
        <translation>%1 von %2 Werten der Stichprobe verweisen auf Schema %3, aber diese Verbindung hat keine Schema-Registry. %4</translation>
    </message>
    <message>
        <source>%1 of %2 sampled keys refer to schema %3, which could not be fetched: %4. %5   %6</source>
        <translation>%1 von %2 Keys der Stichprobe verweisen auf Schema %3, das nicht abrufbar war: %4. %5   %6</translation>
    </message>
    <message>
        <source>%1 of %2 sampled values refer to schema %3, which could not be fetched: %4. %5   %6</source>
        <translation>%1 von %2 Werten der Stichprobe verweisen auf Schema %3, das nicht abrufbar war: %4. %5   %6</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SearchBar</name>
    <message>
        <source>Search: temperature &gt; 78 and @key == &quot;machine-12&quot;</source>
        <translation>Suchen: temperature &gt; 78 and @key == &quot;machine-12&quot;</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search expression</source>
        <translation>Suchausdruck</translation>
    </message>
    <message>
        <source>How many to find</source>
        <translation>Wie viele zu finden sind</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Keeps what was found (Esc)</source>
        <translation>Gefundenes bleibt (Esc)</translation>
    </message>
    <message>
        <source>✓ valid</source>
        <translation>✓ gültig</translation>
    </message>
    <message>
        <source>No field %1, column %2.</source>
        <translation>Kein Feld %1, Spalte %2.</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>Gemeint war %1?</translation>
    </message>
    <message>
        <source>Tests joined by and, or, not: a field, == != &lt; &lt;= &gt; &gt;=, a number, true, false, a text in quotes or a time (-2h, 2026-03-01T10:00Z); contains “text”, in (1, 2), is missing; tags[*] is any element of an array. Besides fields: @key, @timestamp, @partition, @offset.</source>
        <translation>Bedingungen, verbunden durch and, or, not: ein Feld, == != &lt; &lt;= &gt; &gt;=, eine Zahl, true, false, ein Text in Anführungszeichen oder eine Zeit (-2h, 2026-03-01T10:00Z); contains “text”, in (1, 2), is missing; tags[*] ist irgendein Element eines Arrays. Außer Feldern: @key, @timestamp, @partition, @offset.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SelectView</name>
    <message>
        <source>Open manifest…</source>
        <translation>Manifest öffnen…</translation>
    </message>
    <message>
        <source>Create data set…</source>
        <translation>Datensatz anlegen…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Create data set, train again…</source>
        <translation>Datensatz anlegen, neu trainieren…</translation>
    </message>
    <message>
        <source>timeline %1 buckets × %2 partitions in %3</source>
        <translation>Zeitachse %1 Intervalle × %2 Partitionen in %3</translation>
    </message>
    <message>
        <source>Range %1 is empty: excluded ranges cover it</source>
        <translation>Bereich %1 ist leer: Ausgenommene Bereiche decken ihn ab</translation>
    </message>
    <message>
        <source>Range %1 holds no records</source>
        <translation>Bereich %1 enthält keine Records</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Look up again</source>
        <translation>Neu nachsehen</translation>
    </message>
    <message>
        <source>The range is no longer complete: P%1 now starts at offset %2, the range at %3. %4 records have expired</source>
        <translation>Der Bereich ist nicht mehr vollständig: P%1 beginnt jetzt bei Offset %2, der Bereich bei %3. %4 Records sind abgelaufen</translation>
    </message>
    <message>
        <source>Use what is left</source>
        <translation>Rest verwenden</translation>
    </message>
    <message>
        <source>%1   Order: merged by time</source>
        <translation>%1   Reihenfolge: nach Zeit zusammengeführt</translation>
    </message>
    <message>
        <source>Replayable: complete</source>
        <translation>Erneut lesbar: vollständig</translation>
    </message>
    <message>
        <source>The log begins %1 before %2</source>
        <translation>Das Log beginnt %1 vor %2</translation>
    </message>
    <message>
        <source>A data set is being created</source>
        <translation>Ein Datensatz wird angelegt</translation>
    </message>
    <message>
        <source>Choose a range first</source>
        <translation>Zuerst einen Bereich wählen</translation>
    </message>
    <message>
        <source>Offsets are being looked up</source>
        <translation>Offsets werden nachgesehen</translation>
    </message>
    <message>
        <source>Part of the range has expired</source>
        <translation>Ein Teil des Bereichs ist abgelaufen</translation>
    </message>
    <message>
        <source>The ranges are empty: excluded ranges cover them</source>
        <translation>Die Bereiche sind leer: Ausgenommene Bereiche decken sie ab</translation>
    </message>
    <message>
        <source>The ranges hold no records</source>
        <translation>Die Bereiche enthalten keine Records</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SettingWords</name>
    <message>
        <source>old records expire; each key keeps its newest</source>
        <translation>alte Records verfallen; je Key bleibt der neueste</translation>
    </message>
    <message>
        <source>each key keeps only its newest record</source>
        <translation>je Key bleibt nur der neueste Record</translation>
    </message>
    <message>
        <source>old records expire by age or size</source>
        <translation>alte Records verfallen nach Alter oder Menge</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>nothing expires: the policy only compacts</source>
        <translation>nichts verfällt: es wird nur verdichtet</translation>
    </message>
    <message>
        <source>kept for %1</source>
        <translation>%1 aufbewahrt</translation>
    </message>
    <message>
        <source>at most %1 a partition</source>
        <translation>höchstens %1 je Partition</translation>
    </message>
    <message>
        <source>not reported by the broker</source>
        <translation>vom Broker nicht gemeldet</translation>
    </message>
    <message>
        <source>as the producer sent it</source>
        <translation>wie vom Producer gesendet</translation>
    </message>
    <message>
        <source>the time the producer gave</source>
        <translation>die Zeit, die der Producer angab</translation>
    </message>
    <message>
        <source>the time the broker wrote it</source>
        <translation>die Zeit, zu der der Broker schrieb</translation>
    </message>
    <message>
        <source>replicas that must have a record, for acks=all</source>
        <translation>Replikate mit dem Record, bei acks=all</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SettingsPage</name>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Connections, data sets, runs, models and monitors are stored here. Records stay in the log, passwords where the connection keeps them.</source>
        <translation>Hier liegen Verbindungen, Datensätze, Läufe, Modelle und Monitore. Records bleiben im Log, Passwörter dort, wo die Verbindung sie aufbewahrt.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
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
        <source>Local</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Die des Systems</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::SideCharts</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Records per second</source>
        <translation>Records je Sekunde</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Tested before learned</source>
        <translation>Erst getestet, dann gelernt</translation>
    </message>
    <message>
        <source>Prequential %1</source>
        <translation>Prequential: %1</translation>
    </message>
    <message>
        <source>last 1,000</source>
        <translation>letzte 1.000</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>ohne Änderung</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>records/s</source>
        <translation>Records/s</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::StageProgress</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <translation>Anhalten: %1</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::StartPage</name>
    <message>
        <source>Paste client.properties…</source>
        <translation>client.properties einfügen…</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Neue Verbindung…</translation>
    </message>
    <message>
        <source>Adds a connection from the clipboard, in the format of Kafka&apos;s clients and kcat</source>
        <translation>Eine Verbindung aus der Zwischenablage, im Format von Kafkas Clients und kcat</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Connections are read-only until you unlock them. Browsing a topic joins no group, commits nothing and creates nothing.</source>
        <translation>Verbindungen lesen nur, bis sie entsperrt werden. Das Ansehen eines Topics tritt keiner Gruppe bei, committet nichts und legt nichts an.</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>So funktioniert es</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Read any topic, search it, follow it live.</source>
        <translation>Topics lesen, durchsuchen, live verfolgen.</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Brush offset ranges on its timeline.</source>
        <translation>Offset-Bereiche auf der Zeitachse markieren.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Fit a network; watch the loss.</source>
        <translation>Ein Netz anpassen; den Verlust beobachten.</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>Attach it; see drift; train again.</source>
        <translation>Anhängen; Drift sehen; neu trainieren.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove the connection %1</source>
        <translation>Verbindung %1 entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1 go to anything by name     %2 all keys</source>
        <translation>%1 zu allem mit Namen gehen     %2 alle Tasten</translation>
    </message>
    <message>
        <source>Its data sets, models and monitors stay. A password stored for it in the keychain is deleted.</source>
        <translation>Ihre Datensätze, Modelle und Monitore bleiben. Ein für sie im Schlüsselbund gespeichertes Passwort wird gelöscht.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::StatisticsPanel</name>
    <message>
        <source>one pass, exact</source>
        <translation>ein Durchgang, exakt</translation>
    </message>
    <message>
        <source>sampled: %1 of %2 records, spread evenly</source>
        <translation>Stichprobe: %1 von %2 Records, gleichmäßig verteilt</translation>
    </message>
    <message>
        <source>Field statistics</source>
        <translation>Feldstatistik</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Sort fields by</source>
        <translation>Felder sortieren nach</translation>
    </message>
    <message>
        <source>PSI</source>
        <translation>PSI</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No statistics yet</source>
        <translation>Noch keine Statistik</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Stopped by you</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>Reading range %1</source>
        <translation>Liest Bereich %1</translation>
    </message>
    <message>
        <source>%1 filled, %2 outlined</source>
        <translation>%1 gefüllt, %2 umrissen</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message numerus="yes">
        <source>%n fields beyond PSI %1</source>
        <translation>
            <numerusform>%n Feld über PSI %1</numerusform>
            <numerusform>%n Felder über PSI %1</numerusform>
        </translation>
    </message>
    <message>
        <source>undecodable: %1 in %2, %3 in %4</source>
        <translation>nicht dekodierbar: %1 in %2, %3 in %4</translation>
    </message>
    <message>
        <source>undecodable: %1</source>
        <translation>nicht dekodierbar: %1</translation>
    </message>
    <message>
        <source>Reading a sample</source>
        <translation>Stichprobe wird gelesen</translation>
    </message>
    <message>
        <source>Measuring the cost</source>
        <translation>Aufwand wird gemessen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The fields of the first range are read once it is chosen; a second one is compared with it.</source>
        <translation>Die Felder des ersten Bereichs werden gelesen, sobald er gewählt ist; ein zweiter wird damit verglichen.</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TaskWords</name>
    <message>
        <source>Anomaly detection</source>
        <translation>Anomalieerkennung</translation>
    </message>
    <message>
        <source>Regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <source>Anomaly score</source>
        <translation>Anomalie-Score</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>cross entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ThreeColumns</name>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TimelineChart</name>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ToastCard</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TopicDensity</name>
    <message>
        <source>no schema</source>
        <translation>kein Schema</translation>
    </message>
    <message>
        <source>since %1, %2</source>
        <translation>seit %1, %2</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TopicItemModel</name>
    <message>
        <source>records/s</source>
        <translation>Records/s</translation>
    </message>
    <message>
        <source>%1
%2 partitions, %3 records</source>
        <translation>%1
%2 Partitionen, %3 Records</translation>
    </message>
    <message>
        <source>%1, %2 records per second</source>
        <translation>%1, %2 Records je Sekunde</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TopicList</name>
    <message>
        <source>Filter topics</source>
        <translation>Topics filtern</translation>
    </message>
    <message>
        <source>Internal topics</source>
        <translation>Interne Topics</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Refresh the topics</source>
        <translation>Topics aktualisieren</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Topics come from a cluster, or from the demo.</source>
        <translation>Topics kommen aus einem Cluster oder aus der Demo.</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Loading the topics of %1.</source>
        <translation>Die Topics von %1 werden geladen.</translation>
    </message>
    <message>
        <source>No topics</source>
        <translation>Keine Topics</translation>
    </message>
    <message>
        <source>The cluster has no topics that this login may see.</source>
        <translation>Der Cluster hat keine, die diese Anmeldung sehen darf.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Name kopieren</translation>
    </message>
    <message>
        <source>Select ranges</source>
        <translation>Bereiche wählen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TopicSettingItemModel</name>
    <message>
        <source>Settings that affect data sets</source>
        <translation>Wichtig für Datensätze</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>set on the topic, else %1</source>
        <translation>am Topic gesetzt, sonst %1</translation>
    </message>
    <message>
        <source>set on the topic</source>
        <translation>am Topic gesetzt</translation>
    </message>
    <message>
        <source>broker&apos;s configuration</source>
        <translation>Konfiguration des Brokers</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TracksView</name>
    <message>
        <source>Tracks of the monitor</source>
        <translation>Spuren des Monitors</translation>
    </message>
    <message>
        <source>Drift per field</source>
        <translation>Drift je Feld</translation>
    </message>
    <message>
        <source>PSI, current window against reference</source>
        <translation>PSI, aktuelles Fenster gegen Referenz</translation>
    </message>
    <message>
        <source>Waiting for the first records</source>
        <translation>Wartet auf die ersten Records</translation>
    </message>
    <message>
        <source>retrain range</source>
        <translation>neu trainieren</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Records</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>tatsächlich</translation>
    </message>
    <message>
        <source>predicted, ±2σ</source>
        <translation>vorhergesagt, ±2σ</translation>
    </message>
    <message>
        <source>Anomaly score</source>
        <translation>Anomalie-Score</translation>
    </message>
    <message>
        <source>median, 1–99 %</source>
        <translation>Median, 1–99 %</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Absolute error</source>
        <translation>Absoluter Fehler</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>above limit</source>
        <translation>über der Grenze</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>largest above limit</source>
        <translation>größte über Grenze</translation>
    </message>
    <message>
        <source>predicted class, ±2σ</source>
        <translation>vorhergesagte Klasse, ±2σ</translation>
    </message>
    <message>
        <source>actual share</source>
        <translation>tatsächlicher Anteil</translation>
    </message>
    <message>
        <source>of the records</source>
        <translation>der Records</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TrainingPage</name>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>A run learns from a data set. Its loss is drawn while it runs.</source>
        <translation>Ein Lauf lernt aus einem Datensatz. Sein Verlust wird dabei gezeichnet.</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>Neuer Lauf…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Anhängen…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>new run</source>
        <translation>neuer Lauf</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>The run reads its data set again. Connect to its cluster first.</source>
        <translation>Der Lauf liest seinen Datensatz erneut. Zuerst mit dessen Cluster verbinden.</translation>
    </message>
    <message>
        <source>No run %1</source>
        <translation>Kein Lauf %1</translation>
    </message>
    <message>
        <source>Reading the workspace</source>
        <translation>Liest den Arbeitsbereich</translation>
    </message>
    <message>
        <source>Start the run (Ctrl+Enter)</source>
        <translation>Lauf starten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Finished: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Best validation loss %1, epoch %2.</source>
        <translation>Bester Validierungsverlust %1, Epoche %2.</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is kept.</source>
        <translation>Der Checkpoint von Schritt %1 ist behalten.</translation>
    </message>
    <message>
        <source>No step was completed.</source>
        <translation>Kein Schritt wurde abgeschlossen.</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Remove %1, %2</source>
        <translation>%1, %2 entfernen</translation>
    </message>
    <message>
        <source>Its curves and its checkpoint are deleted. It produced no model.</source>
        <translation>Seine Kurven und sein Checkpoint werden gelöscht. Er hat kein Modell erzeugt.</translation>
    </message>
    <message>
        <source>Its curves are deleted. Its model stays.</source>
        <translation>Seine Kurven werden gelöscht. Sein Modell bleibt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::TransformWords</name>
    <message>
        <source>standardise</source>
        <translation>standardisieren</translation>
    </message>
    <message>
        <source>min–max</source>
        <translation>Min–Max</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>One-Hot</translation>
    </message>
    <message>
        <source>sin, cos of hour</source>
        <translation>sin, cos der Stunde</translation>
    </message>
    <message>
        <source>sin, cos of weekday</source>
        <translation>sin, cos des Wochentags</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ValueDialog</name>
    <message>
        <source>How the value is shown</source>
        <translation>Wie der Wert gezeigt wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Save value as…</source>
        <translation>Wert speichern unter…</translation>
    </message>
    <message>
        <source>Value of the record</source>
        <translation>Wert des Records</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>null: a tombstone</source>
        <translation>null: ein Tombstone</translation>
    </message>
    <message>
        <source>Reading the value from the log</source>
        <translation>Der Wert wird aus dem Log gelesen</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>%1 – %2 of the value&apos;s %3 bytes</source>
        <translation>%1 – %2 von %3 Bytes des Werts</translation>
    </message>
    <message>
        <source>%1 – %2 of %3 bytes as laid out here; the value has %4 bytes</source>
        <translation>%1 – %2 von %3 Bytes, wie hier gesetzt; der Wert hat %4 Bytes</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WallWindow</name>
    <message>
        <source>Wall display of the monitor</source>
        <translation>Wandanzeige des Monitors</translation>
    </message>
    <message>
        <source>Drift per field</source>
        <translation>Drift je Feld</translation>
    </message>
    <message>
        <source>PSI</source>
        <translation>PSI</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>%1, in training %2</source>
        <translation>%1, im Training %2</translation>
    </message>
    <message>
        <source>Anomaly score</source>
        <translation>Anomalie-Score</translation>
    </message>
    <message>
        <source>actual %1, predicted %2</source>
        <translation>tatsächlich %1, vorhergesagt %2</translation>
    </message>
    <message>
        <source>Share of wrong predictions</source>
        <translation>Anteil falscher Vorhersagen</translation>
    </message>
    <message>
        <source>Absolute error</source>
        <translation>Absoluter Fehler</translation>
    </message>
    <message>
        <source>%1 in the predicted class</source>
        <translation>%1 in der vorhergesagten Klasse</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WholeValue</name>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>Save value of %1</source>
        <translation>Wert von %1 speichern</translation>
    </message>
    <message>
        <source>Value saved</source>
        <translation>Wert gespeichert</translation>
    </message>
    <message>
        <source>The value was not saved</source>
        <translation>Der Wert wurde nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WindowedTableModel</name>
    <message>
        <source>row %1, %2</source>
        <translation>Zeile %1, %2</translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WorkBar</name>
    <message>
        <source>No background work</source>
        <translation>Keine Arbeit im Hintergrund</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Times: UTC</source>
        <translation>Zeiten: UTC</translation>
    </message>
    <message>
        <source>Times: Local (UTC%1%2:%3)</source>
        <translation>Zeiten: Ortszeit (UTC%1%2:%3)</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Meldung</numerusform>
            <numerusform>%n Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WrongRecordItemModel</name>
    <message>
        <source>not seen in training</source>
        <translation>im Training nicht gesehen</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Open %1 in %2</source>
        <translation>%1 in %2 öffnen</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>Tatsächlich</translation>
    </message>
    <message>
        <source>Times threshold</source>
        <translation>Mal Schwelle</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>driftwood::workbench::PageWords</name>
    <message>
        <source>Browse</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Browse: read any topic without disturbing it, and choose the range to learn from on its timeline.</source>
        <translation>Topics: jedes Topic lesen, ohne es zu stören, und auf seiner Zeitachse den Bereich wählen, aus dem gelernt wird.</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Data sets: ranges of offsets frozen for training, with their fields&apos; roles and whether the log still has them.</source>
        <translation>Datensätze: fürs Training festgehaltene Offset-Bereiche, mit den Rollen ihrer Felder und ob das Log sie noch hat.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training: fit a network to a data set and watch its loss; runs can be paused, resumed and compared.</source>
        <translation>Training: ein Netz an einen Datensatz anpassen und seinen Verlust verfolgen; Läufe lassen sich anhalten, fortsetzen und vergleichen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models: how good each one is, where it is wrong, what it was trained on, and its exports.</source>
        <translation>Modelle: wie gut jedes ist, wo es irrt, womit es trainiert wurde, und seine Exporte.</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>Monitor: a model on a live topic, what it predicts, what drifts, and training again on what drifted.</source>
        <translation>Monitor: ein Modell auf einem laufenden Topic, was es vorhersagt, was driftet, und neues Training auf dem, was gedriftet ist.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Settings: theme, text size, times and language of this window.</source>
        <translation>Optionen: Farben, Schriftgröße, Zeiten und Sprache dieses Fensters.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start: open the demo or a cluster, or continue recent work.</source>
        <translation>Start: die Demo oder einen Cluster öffnen oder zuletzt Bearbeitetes fortsetzen.</translation>
    </message>
</context>
<context>
    <name>driftwood::workbench::Workbench</name>
    <message>
        <source>About Driftwood</source>
        <translation>Über Driftwood</translation>
    </message>
    <message>
        <source>Driftwood %1

A workbench for models on the log. The log is the training set, and the model runs where the events flow.

GPL-3.0-or-later. Built on Qt, librdkafka, LibTorch and QCustomPlot.</source>
        <translation>Driftwood %1

Eine Werkbank für Modelle auf dem Log. Das Log ist der Trainingssatz, und das Modell läuft dort, wo die Ereignisse fließen.

GPL-3.0-or-later. Gebaut mit Qt, librdkafka, LibTorch und QCustomPlot.</translation>
    </message>
</context>
</TS>
