#include "graph/interpreter.h"
#include "support/result_check.h"

#include <cmath>
#include <limits>

using namespace driftwood;
using namespace driftwood::graph;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// The only output over some numbers, and over some texts.
std::vector<double> ofNumbers(const Graph& graph, const std::vector<double>& numbers) {
    const auto outputs = run(graph, {numbers.size() / graph.numberFields().size(), numbers, {}});
    return outputs ? outputs->front().values : std::vector<double>();
}
std::vector<double> ofTexts(const Graph& graph, const std::vector<std::optional<std::string>>& texts) {
    const auto outputs = run(graph, {texts.size(), {}, texts});
    return outputs ? outputs->front().values : std::vector<double>();
}

/// A graph of one field "x".
template <class Build>
std::vector<double> over(const std::vector<double>& numbers, Build&& build) {
    Graph graph;
    const Value x = graph.number("x");
    graph.addOutput("out", build(graph, x));
    return ofNumbers(graph, numbers);
}

} // namespace

/// Each operation by hand, and what does not fit together.
class TestGraph : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void arithmeticIsThatOfDoubles() {
        const auto two = [](Graph& graph) { return graph.constant(2.0); };
        const std::vector<double> x{-1.5, 3.0};
        QCOMPARE(over(x, [&](Graph& g, Value v) { return g.add(v, two(g)); }), std::vector({0.5, 5.0}));
        QCOMPARE(over(x, [&](Graph& g, Value v) { return g.subtract(two(g), v); }), std::vector({3.5, -1.0}));
        QCOMPARE(over(x, [&](Graph& g, Value v) { return g.multiply(v, v); }), std::vector({2.25, 9.0}));
        QCOMPARE(over(x, [&](Graph& g, Value v) { return g.divide(v, two(g)); }), std::vector({-0.75, 1.5}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.clip(v, -1.0, 2.0); }), std::vector({-1.0, 2.0}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.floor(v); }), std::vector({-2.0, 3.0}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.sin(v); }),
                 std::vector({std::sin(-1.5), std::sin(3.0)}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.cos(v); }),
                 std::vector({std::cos(-1.5), std::cos(3.0)}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.tanh(v); }),
                 std::vector({std::tanh(-1.5), std::tanh(3.0)}));
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.relu(v); }), std::vector({0.0, 3.0}));
        QCOMPARE(over(x, [&](Graph& g, Value v) { return g.greater(v, two(g)); }), std::vector({0.0, 1.0}));
        QCOMPARE(over({0.0}, [](Graph& g, Value v) { return g.sigmoid(v); }), std::vector({0.5}));
    }

    void whatIsMissingIsKnownAndReplaced() {
        const double infinite = std::numeric_limits<double>::infinity();
        const std::vector<double> x{4.0, kMissing, infinite};
        QCOMPARE(over(x, [](Graph& g, Value v) { return g.toFloat64(g.isMissing(v)); }),
                 std::vector({0.0, 1.0, 1.0}));
        QCOMPARE(over(x,
                      [](Graph& g, Value v) {
                          const Value missing = g.isMissing(v);
                          return g.where(missing, g.constant(7.0), v);
                      }),
                 std::vector({4.0, 7.0, 7.0}));
    }

    void categoriesAreOneHotAndUnseenOnesAreZero() {
        QCOMPARE(over({3.0, kMissing, 9.0},
                      [](Graph& g, Value v) {
                          return g.oneHot(v, {1.0, 3.0});
                      }),
                 std::vector({0.0, 1.0, 0.0, 0.0, 0.0, 0.0}));
        Graph graph;
        const Value zone = graph.text("zone");
        graph.addOutput("out", graph.oneHot(zone, std::vector<std::string>{"north", ""}));
        QCOMPARE(ofTexts(graph, {"north", std::nullopt, "roof", ""}),
                 std::vector({1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0}));
    }

    void textsAreReadAsTimes() {
        Graph graph;
        graph.addOutput("out", graph.isoTime(graph.text("at")));
        const auto times = ofTexts(graph, {"1970-01-02", "noon", std::nullopt});
        QCOMPARE(times.size(), std::size_t(3));
        QCOMPARE(times[0], 86'400'000.0);
        QVERIFY(std::isnan(times[1]) && std::isnan(times[2]));
    }

    void columnsAreJoinedAndReduced() {
        Graph graph;
        const Value x = graph.number("x");
        const Value both = graph.concat({x, graph.number("y")});
        graph.addOutput("mean", graph.meanOfRow(both));
        graph.addOutput("softmax", graph.softmax(both));
        graph.addOutput("x", graph.onlyColumn(x));
        const auto outputs = run(graph, {2, {1.0, 3.0, 5.0, 5.0}, {}});
        VERIFY_OK(outputs);
        QCOMPARE((*outputs)[0].values, std::vector({2.0, 5.0}));
        const double larger = 1.0 / (1.0 + std::exp(-2.0));
        QVERIFY(std::abs((*outputs)[1].values[1] - larger) < 1e-15);
        QCOMPARE((*outputs)[1].values[3], 0.5);
        QCOMPARE((*outputs)[2].values, std::vector({1.0, 5.0}));
        QCOMPARE((*outputs)[1].columns, std::size_t(2));
    }

    void aLinearLayerIsRoundedToFloat32() {
        Graph graph;
        const Value x = graph.concat({graph.number("x"), graph.number("y")});
        const Value layer = graph.linear(graph.toFloat32(x), {"layer0.weight", {1, 2}, {1.0F, 2.0F}},
                                         {"layer0.bias", {1}, {0.5F}});
        graph.addOutput("out", graph.toFloat64(layer));
        QCOMPARE(ofNumbers(graph, {0.1, 1.0}),
                 std::vector({static_cast<double>(static_cast<float>(2.5 + static_cast<double>(0.1F)))}));
        QCOMPARE(graph.tensors().size(), std::size_t(2));
    }

    void theSameOperationIsThereOnce() {
        Graph graph;
        const Value once = graph.isMissing(graph.number("x"));
        QCOMPARE(graph.isMissing(graph.number("x")), once);
        QCOMPARE(graph.nodes().size(), std::size_t(2));
        QVERIFY(!(graph.constant(0.5) == graph.constant(0.5, "threshold"))); // users may set this one
    }

    void anyNumberOfRowsIsComputed() {
        Graph graph;
        graph.addOutput("out", graph.floor(graph.number("x")));
        for (const std::size_t rows : {0, 1, 300})
            QCOMPARE(ofNumbers(graph, std::vector(rows, 1.5)), std::vector(rows, 1.0));
    }

    void whatDoesNotFitTogetherIsAnError() {
        Graph none;
        VERIFY_FAILS(none.finished(), ErrorCode::Internal);

        Graph shapes;
        const Value two = shapes.concat({shapes.number("x"), shapes.number("y")});
        const Value three = shapes.concat({two, shapes.number("x")});
        shapes.addOutput("out", shapes.add(two, three));
        VERIFY_FAILS(shapes.finished(), ErrorCode::Internal);

        Graph types;
        types.addOutput("out", types.add(types.toFloat32(types.number("x")), types.number("y")));
        VERIFY_FAILS(types.finished(), ErrorCode::Internal);

        Graph layer;
        const Value x = layer.toFloat32(layer.number("x"));
        layer.addOutput("out", layer.linear(x, {"w", {1, 2}, {1.0F, 2.0F}}, {"b", {1}, {0.0F}}));
        VERIFY_FAILS(run(layer, {1, {1.0}, {}}), ErrorCode::Internal);

        Graph refused; // the first error is kept
        refused.refuse({ErrorCode::Unsupported, "one", {}, {}});
        refused.refuse({ErrorCode::CorruptData, "another", {}, {}});
        VERIFY_FAILS(refused.finished(), ErrorCode::Unsupported);
    }

    void inputsNeedTheFieldsOfTheGraph() {
        Graph graph;
        graph.addOutput("out", graph.floor(graph.number("x")));
        VERIFY_FAILS(run(graph, {2, {1.0}, {}}), ErrorCode::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestGraph)
#include "test_graph.moc"
