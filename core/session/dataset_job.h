#pragma once

#include "profiling/dataset_profile.h"
#include "tasks/job.h"

namespace driftwood::session {

/// A job that creates or rereads a data set.
using DatasetJob = tasks::ResultJob<profiling::DatasetProfilePtr>;

} // namespace driftwood::session
