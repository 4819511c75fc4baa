// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_cutter.h"

#include <algorithm>

namespace fieldfare {

namespace {

struct Run {
    BlockClass known = newBlock;
    std::size_t firstBlock = 0;
    std::size_t blocks = 0;
};

std::vector<Run> runsOf(std::span<const BlockClass> classes) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (runs.empty() || runs.back().known != classes[i]) {
            runs.push_back({classes[i], i, 0});
        }
        ++runs.back().blocks;
    }
    return runs;
}

/// True if whoever lacks `into` loses nothing when it gets `known` too: every release that has `into` has
/// `known`.
bool canJoin(BlockClass known, BlockClass into) {
    return (known & into) == into;
}

/// Short runs of zeros belong to what stands before them, or after them at the beginning: zeros are free on
/// every device.
void absorbShortZeros(std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].known != zeroBlock || runs[i].blocks >= minimumZeroBlocks) {
            continue;
        }
        if (i > 0 && runs[i - 1].known != zeroBlock) {
            runs[i].known = runs[i - 1].known;
        } else if (i + 1 < runs.size()) {
            runs[i].known = runs[i + 1].known;
        }
    }
}

void joinEqualNeighbours(std::vector<Run>& runs) {
    std::vector<Run> joined;
    for (const Run& run : runs) {
        if (!joined.empty() && joined.back().known == run.known) {
            joined.back().blocks += run.blocks;
        } else {
            joined.push_back(run);
        }
    }
    runs = std::move(joined);
}

/// Runs that are too short for a record of their own join a neighbour that is fetched no more often than they
/// are.
void absorbShortKnown(std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Run& run = runs[i];
        if (run.known == zeroBlock || run.known == newBlock || run.blocks >= minimumKnownBlocks) {
            continue;
        }
        if (i > 0 && runs[i - 1].known != zeroBlock && canJoin(run.known, runs[i - 1].known)) {
            run.known = runs[i - 1].known;
        } else if (i + 1 < runs.size() && runs[i + 1].known != zeroBlock &&
                   canJoin(run.known, runs[i + 1].known)) {
            run.known = runs[i + 1].known;
        }
    }
}

void cutRun(const Run& run, std::size_t longestNew, std::vector<Cut>& cuts) {
    if (run.known == zeroBlock) {
        cuts.push_back({run.firstBlock, run.blocks, true});
        return;
    }
    const std::size_t longest = run.known == newBlock ? longestNew : knownFrameBlocks;
    const std::size_t pieces = (run.blocks + longest - 1) / longest;
    for (std::size_t i = 0; i < pieces; ++i) {
        const std::size_t from = run.blocks * i / pieces;
        const std::size_t to = run.blocks * (i + 1) / pieces;
        cuts.push_back({run.firstBlock + from, to - from, false});
    }
}

} // namespace

std::vector<Cut> cutWindow(std::span<const BlockClass> classes, std::size_t longestNew) {
    std::vector<Run> runs = runsOf(classes);
    absorbShortZeros(runs);
    joinEqualNeighbours(runs);
    absorbShortKnown(runs);
    joinEqualNeighbours(runs);
    std::vector<Cut> cuts;
    for (const Run& run : runs) {
        cutRun(run, longestNew, cuts);
    }
    return cuts;
}

} // namespace fieldfare
