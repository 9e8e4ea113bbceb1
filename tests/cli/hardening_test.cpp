// How the programs are linked: what a mistake in them can be used for is kept small.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

TEST_CASE("the programs are position independent and nothing in them is both writable and executable") {
  for (const std::string& program : {indexer, searcher}) {
    CAPTURE(program);
    const Ran elf = run({"/usr/bin/readelf", "--wide", "--file-header", "--program-headers", "--dynamic", program});
    REQUIRE(elf.status == 0);
    CHECK(elf.out.find("DYN (Position-Independent Executable file)") != std::string::npos);
    CHECK(elf.out.find("GNU_RELRO") != std::string::npos);
    CHECK(elf.out.find("BIND_NOW") != std::string::npos);  // with it the whole table of addresses becomes read-only
    CHECK(elf.out.find("RWE") == std::string::npos);
  }
}
