// Actions found in one step against the catalogue's own search.
#include "model/policy/compiled/action_finder.h"

#include <gtest/gtest.h>

#include "model/base/text.h"

namespace iamirror::model::compiled {
namespace {

TEST(ActionFinder, FindsWhatTheCatalogueFinds) {
    const ActionFinder finder(catalogue());
    for (ActionId id = 0; id < catalogue().size(); ++id) {
        ASSERT_EQ(finder.find(catalogue().full_name(id)), id);
        ASSERT_EQ(finder.find(to_lower_ascii(catalogue().full_name(id))), id);
    }
    for (const char* text : {"", ":", "s3", "s3:", ":GetObject", "s3:GetObjects", "s3:Get Object", "s3-GetObject",
                             "s3\x1AGetObject", "s3:GetObject:", "nosuch:GetObject", "s3:*"})
        EXPECT_EQ(finder.find(text), catalogue().find(text)) << text;
}

}  // namespace
}  // namespace iamirror::model::compiled
