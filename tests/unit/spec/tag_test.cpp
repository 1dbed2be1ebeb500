// SPDX-License-Identifier: BSD-2-Clause
#include "spec/tag.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

TEST(TagNames, KnowTheFixedOnes) {
  TagNames names;
  EXPECT_EQ(names.find("ONCE"), Tag::Once);
  EXPECT_EQ(names.find("Once"), std::nullopt);
  EXPECT_EQ(names.name(Tag::AfterAtomic), "After-atomic");
  EXPECT_EQ(names.intern("RU"), Tag::Ru);
  EXPECT_EQ(names, TagNames());
}

TEST(TagNames, TakeFurtherOnesUntilTheyAreFull) {
  TagNames names;
  auto const once = names.intern("Once");
  ASSERT_TRUE(once);
  EXPECT_EQ(names.intern("Once"), once);
  EXPECT_EQ(names.find("Once"), once);
  EXPECT_EQ(names.of(TagSet(*once) | Tag::Mb), (std::vector<std::string_view>{"MB", "Once"}));
  while (names.size() < most_tags) ASSERT_TRUE(names.intern("Tag-" + std::to_string(names.size())));
  EXPECT_EQ(names.intern("One-more"), std::nullopt);
  EXPECT_TRUE(names.intern("Once"));
  EXPECT_TRUE(TagSet(*names.find("Tag-63")).has(*names.find("Tag-63")));
}

TEST(TagNames, SetsAreNamedAsHerdNamesThem) {
  EXPECT_EQ(set_of_tag("after-atomic"), "After-atomic");
  EXPECT_EQ(set_of_tag("MB"), "MB");
  EXPECT_EQ(set_of_tag(""), "");
}

} // namespace
} // namespace barrister
