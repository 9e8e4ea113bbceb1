// The job files of scripts/cluster, in a shell in place of a scheduler.
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;

namespace {

std::vector<std::string> ids(const std::vector<std::string>& databases) {
  std::vector<std::string> command{searcher, "--format", "ids", "--limit", "1000", "*"};
  for (const std::string& database : databases) command.insert(command.end(), {"--db", database});
  std::vector<std::string> found = lines_of(run(command).out);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("shards: the job files are well formed, and each task of a job builds its shard") {
  const std::string scripts = source_folder + "/scripts/cluster/";
  const Ran checked = run({scripts + "check"});
  CHECK(checked.err == "");
  CHECK(checked.status == 0);
  const TemporaryFolder folder;
  const std::string path = "PATH=" + std::filesystem::path(indexer).parent_path().string() + ":/usr/bin:/bin";
  const std::string corpus = source_folder + "/corpus";
  const std::string command = run({scripts + "check", "kubernetes-index.yaml"}).out;
  std::vector<std::string> slurm;
  std::vector<std::string> kubernetes;
  std::filesystem::create_directory(folder / "k");
  for (int task = 1; task <= 4; ++task) {
    const std::string number = std::to_string(task);
    const Ran one = run({"/bin/bash", scripts + "slurm-index.sbatch", corpus, folder.path()}, {},
                        {path, "SLURM_ARRAY_TASK_ID=" + number, "SLURM_ARRAY_TASK_COUNT=4"});
    INFO(one.err);
    REQUIRE(one.status == 0);
    const Ran other = run({"/bin/sh", "-euc", command}, {},
                          {path, "JOB_COMPLETION_INDEX=" + std::to_string(task - 1), "SHARDS=4", "ARTICLES=" + corpus,
                           "INDEXES=" + (folder / "k")});
    INFO(other.err);
    REQUIRE(other.status == 0);
    const std::string name = "/shard-" + number + "-of-4.db";
    slurm.push_back(folder.path() + name);
    kubernetes.push_back((folder / "k") + name);
  }
  CHECK(ids(slurm).size() == ids({sample_folder() / "news.db"}).size());
  CHECK(ids(slurm) == ids(kubernetes));
}
