<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>driftwood::ui::AlarmsHead</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::BrowsePage</name>
    <message numerus="yes">
        <source>%1 partition(s)</source>
        <translation>
            <numerusform>%1 partition</numerusform>
            <numerusform>%1 partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::Chart</name>
    <message numerus="yes">
        <source>%n more fields</source>
        <translation>
            <numerusform>%n more field</numerusform>
            <numerusform>%n more fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarms</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s) cut at %1</source>
        <translation>
            <numerusform>%n bar cut at %1</numerusform>
            <numerusform>%n bars cut at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ConsumerGroupItemModel</name>
    <message numerus="yes">
        <source>in %n partition(s)</source>
        <translation>
            <numerusform>in %n partition</numerusform>
            <numerusform>in %n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::DatasetFacts</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ErrorsReport</name>
    <message numerus="yes">
        <source>%n record(s) lie beyond</source>
        <translation>
            <numerusform>%n record lies beyond</numerusform>
            <numerusform>%n records lie beyond</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::HeaderBar</name>
    <message numerus="yes">
        <source>writes only %n topic(s)</source>
        <translation>
            <numerusform>writes only %n topic</numerusform>
            <numerusform>writes only %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>writes %n topic(s) on other connections</source>
        <translation>
            <numerusform>writes %n topic on other connections</numerusform>
            <numerusform>writes %n topics on other connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n monitor(s) publish predictions. They stop with the window, at their committed offsets, and continue there when you resume them.</source>
        <translation>
            <numerusform>%n monitor publishes predictions. It stops with the window, at its committed offsets, and continues there when you resume it.</numerusform>
            <numerusform>%n monitors publish predictions. They stop with the window, at their committed offsets, and continue there when you resume them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training run(s) stop with the window. Their steps so far are kept in a checkpoint, from which you can resume them on the Training page.</source>
        <translation>
            <numerusform>%n training run stops with the window. Its steps so far are kept in a checkpoint, from which you can resume it on the Training page.</numerusform>
            <numerusform>%n training runs stop with the window. Their steps so far are kept in checkpoints, from which you can resume them on the Training page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelList</name>
    <message numerus="yes">
        <source>attached to %n topic(s)</source>
        <translation>
            <numerusform>attached to %n topic</numerusform>
            <numerusform>attached to %n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::ModelQuestions</name>
    <message numerus="yes">
        <source>%n monitor(s) can no longer be resumed: %1.</source>
        <translation>
            <numerusform>%n monitor can no longer be resumed: %1.</numerusform>
            <numerusform>%n monitors can no longer be resumed: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) began with it and stay: %1.</source>
        <translation>
            <numerusform>%n run began with it and stays: %1.</numerusform>
            <numerusform>%n runs began with it and stay: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorQuestions</name>
    <message numerus="yes">
        <source>%1 no longer exists. Resuming creates it again with %n partition(s).</source>
        <translation>
            <numerusform>%1 no longer exists. Resuming creates it again with %n partition.</numerusform>
            <numerusform>%1 no longer exists. Resuming creates it again with %n partitions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::MonitorWords</name>
    <message numerus="yes">
        <source>%1 refused %2 prediction(s) since the monitor was attached, first %3: %4.</source>
        <translation>
            <numerusform>%1 refused %2 prediction since the monitor was attached: %3, %4.</numerusform>
            <numerusform>%1 refused %2 predictions since the monitor was attached, first %3: %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The topic dropped %1 record(s) before they could be read.</source>
        <translation>
            <numerusform>The topic dropped %1 record before it could be read.</numerusform>
            <numerusform>The topic dropped %1 records before they could be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused %2 prediction(s), first %3: %4.</source>
        <translation>
            <numerusform>%1 refused %2 prediction, first %3: %4.</numerusform>
            <numerusform>%1 refused %2 predictions, first %3: %4.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::NavigationButton</name>
    <message numerus="yes">
        <source>%1, %n open alarm(s)</source>
        <translation>
            <numerusform>%1, %n open alarm</numerusform>
            <numerusform>%1, %n open alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecentWords</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RecordItemModel</name>
    <message numerus="yes">
        <source>%n more fields</source>
        <translation>
            <numerusform>%n more field</numerusform>
            <numerusform>%n more fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::RuleFacts</name>
    <message numerus="yes">
        <source>%n window(s)</source>
        <translation>
            <numerusform>%n window</numerusform>
            <numerusform>%n windows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::StatisticsPanel</name>
    <message numerus="yes">
        <source>%n fields beyond PSI %1</source>
        <translation>
            <numerusform>%n field beyond PSI %1</numerusform>
            <numerusform>%n fields beyond PSI %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>driftwood::ui::WorkBar</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
</TS>
