#include "model/exporters/vocabulary.h"

#include <algorithm>

namespace driftwood::model {

std::vector<std::vector<std::string>> vocabularies(const graph::Graph& graph) {
    std::vector<std::vector<std::string>> ofFields(graph.textFields().size());
    for (const graph::Node& node : graph.nodes()) {
        if (node.op != graph::Op::OneHotText)
            continue;
        auto& known = ofFields[graph.at(node.inputs[0]).place];
        for (const std::string& text : node.texts)
            if (std::ranges::find(known, text) == known.end())
                known.push_back(text);
    }
    return ofFields;
}

} // namespace driftwood::model
