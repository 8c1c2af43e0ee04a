// The view over AWS's XML, and what it must refuse: an answer that is cut looks like an empty listing to who is
// careless.
#include "aws/document.h"

#include <gtest/gtest.h>
#include <tinyxml2.h>

#include <chrono>
#include <iostream>

#include "model/base/text.h"
#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

Document parse(std::string_view body) {
    auto document = Document::from_xml(body);
    if (!document) throw std::runtime_error(document.error().message);
    return std::move(document).value();
}

std::string text_of(std::string_view body) {
    return parse(body).root().text().value();
}

std::string problem_of(std::string_view body) {
    const auto document = Document::from_xml(body);
    if (document) return "";
    EXPECT_EQ(document.error().kind, ErrorKind::invalid_answer);
    return document.error().message;
}

TEST(Document, FindsByPath) {
    const auto document = parse("<R><Users><member><N>a</N></member><member><N>b</N></member></Users><E/></R>");
    EXPECT_EQ(document.root().name(), "R");
    EXPECT_EQ(document.root().text("Users/member/N"), "a");
    EXPECT_EQ(document.root().all("Users/member").size(), 2u);
    EXPECT_EQ(document.root().all("Users/member")[1].text("N"), "b");
    EXPECT_EQ(document.root().all("Users/member/N").size(), 2u);
    EXPECT_EQ(document.root().all("E").size(), 1u);
    EXPECT_EQ(document.root().children().size(), 2u);
}

TEST(Document, TellsAbsentFromEmpty) {
    const auto document = parse("<R><Empty/><Blank></Blank></R>");
    EXPECT_EQ(document.root().text("Empty"), "");
    EXPECT_EQ(document.root().text("Blank"), "");
    EXPECT_EQ(document.root().text("Missing"), std::nullopt);
    EXPECT_FALSE(document.root().at("Missing/Deeper").exists());
    EXPECT_TRUE(document.root().all("Missing/Deeper").empty());
    EXPECT_TRUE(Node{}.children().empty());
    EXPECT_EQ(Node{}.name(), "");
}

TEST(Document, EmptyPathIsTheNodeItself) {
    EXPECT_EQ(parse("<R>x</R>").root().text(""), "x");
}

TEST(Document, DropsPrefixesAndDeclarations) {
    const auto document =
        parse("\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- c -->\n<a:R xmlns:a='u'><a:B>x</a:B></a:R>\n<!-- d -->");
    EXPECT_EQ(document.root().name(), "R");
    EXPECT_EQ(document.root().text("B"), "x");
}

TEST(Document, KeepsBlanksAndLineEnds) {
    EXPECT_EQ(text_of("<R>   </R>"), "   ");
    EXPECT_EQ(text_of("<R>\n</R>"), "\n");
    EXPECT_EQ(text_of("<R>  a\n b </R>"), "  a\n b ");
    EXPECT_EQ(text_of("<R>a\r\nb\rc</R>"), "a\nb\nc");
    EXPECT_EQ(text_of("<R>a&#xD;&#10;b</R>"), "a\r\nb");
}

TEST(Document, ReplacesReferencesOnce) {
    EXPECT_EQ(text_of("<R>&lt;&gt;&amp;&quot;&apos;</R>"), "<>&\"'");
    EXPECT_EQ(text_of("<R>&amp;amp;lt;</R>"), "&amp;lt;");
    EXPECT_EQ(text_of("<R>&#65;&#x42;&#xe9;&#x20AC;&#x1F600;</R>"), "ABé€😀");
    EXPECT_EQ(text_of("<R>{&quot;Version&quot;:&quot;2012-10-17&quot;}</R>"), "{\"Version\":\"2012-10-17\"}");
}

TEST(Document, JoinsTextAcrossCdataAndComments) {
    EXPECT_EQ(text_of("<R>a<![CDATA[<b>&amp;]]>c<!-- x -->d</R>"), "a<b>&amp;cd");
    EXPECT_EQ(text_of("<R><![CDATA[]]></R>"), "");
}

TEST(Document, TextBesideElementsIsNothing) {
    const auto document = parse("<R>before<B>x</B>after</R>");
    EXPECT_EQ(document.root().text(), "");
    EXPECT_EQ(document.root().text("B"), "x");
}

TEST(Document, KeepsOddOctets) {
    EXPECT_EQ(text_of("<R>\xFF\x1B[31m</R>"), "\xFF\x1B[31m");
    EXPECT_FALSE(is_utf8(text_of("<R>&#xD83D;</R>")));
}

TEST(Document, SaysWhatIsThereInsteadOfXml) {
    EXPECT_EQ(problem_of(""), "the answer is empty");
    EXPECT_EQ(problem_of(" \r\n\t"), "the answer is empty");
    EXPECT_EQ(problem_of("<!DOCTYPE html><html><body><p>503<br></body></html>"), "the answer is HTML");
    EXPECT_EQ(problem_of("<HTML><head><meta charset=utf-8></head></HTML>"), "the answer is HTML");
    EXPECT_EQ(problem_of("{\"message\": \"no\"}"), "the answer is not XML");
    EXPECT_EQ(problem_of("Service Unavailable"), "the answer is not XML");
}

TEST(Document, RefusesEveryCut) {
    const std::string whole = "<?xml version='1.0'?><R a='1'><B>x&amp;y</B><!-- c --><C><![CDATA[z]]></C><D/></R>";
    ASSERT_EQ(problem_of(whole), "");
    for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_NE(problem_of(whole.substr(0, length)), "");
}

TEST(Document, RefusesDeclarationsOfTypeAndEntity) {
    EXPECT_NE(problem_of("<!DOCTYPE R [<!ENTITY a \"aaaa\">]><R>&a;</R>").find("document type"), std::string::npos);
    EXPECT_NE(problem_of("<R><!ENTITY a 'b'></R>"), "");
    EXPECT_NE(problem_of("<R>&nbsp;</R>"), "");
    EXPECT_NE(problem_of("<R>&xxe;</R>"), "");
}

TEST(Document, RefusesWhatIsNotWellFormed) {
    for (const auto* body : {"<A></B>",
                             "<A><B></A></B>",
                             "<A/><B/>",
                             "<A/>x",
                             "x<A/>",
                             "<A></A></A>",
                             "<A b=c/>",
                             "<A b/>",
                             "<A b='<'/>",
                             "< A/>",
                             "<1/>",
                             "<A>&</A>",
                             "<A>& b</A>",
                             "<A>&#;</A>",
                             "<A>&#x;</A>",
                             "<A>&#0;</A>",
                             "<A>&#x110000;</A>",
                             "<A>&#99999999999;</A>",
                             "<A>&#-1;</A>",
                             "<A><![CDATA[x]]</A>",
                             "<!-- only -->",
                             "<A><</A>",
                             "<A/><![CDATA[x]]>",
                             "</A>",
                             "<>",
                             "<A//>"})
        EXPECT_NE(problem_of(body), "") << body;
    EXPECT_NE(problem_of(std::string_view{"<A>\0</A>", 8}), "");
}

std::string nested(std::size_t depth) {
    std::string body;
    for (std::size_t i = 0; i < depth; ++i) body += "<a>";
    for (std::size_t i = 0; i < depth; ++i) body += "</a>";
    return body;
}

TEST(Document, NestingHasALimit) {
    EXPECT_EQ(problem_of(nested(90)), "");
    EXPECT_NE(problem_of(nested(501)), "");
    EXPECT_NE(problem_of(nested(200'000)), "");
}

TEST(Document, SurvivesItsMove) {
    auto first = parse("<R><B>x</B></R>");
    const Node root = first.root();
    const auto second = std::move(first);
    EXPECT_EQ(root.text("B"), "x");
    EXPECT_EQ(second.root().text("B"), "x");
}

std::string page_of_roles(int count) {
    std::string body = "<ListRolesResponse><ListRolesResult><Roles>";
    for (int i = 0; i < count; ++i)
        body += "<member><Path>/</Path><RoleName>role-" + std::to_string(i) + "</RoleName><Document>" +
                std::string(1800, 'x') +
                "&quot;</Document><Tags><member><Key>k</Key><Value> </Value></member></Tags></member>";
    return body + "</Roles></ListRolesResult></ListRolesResponse>";
}

double seconds_to_parse(const std::string& body) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(Document::from_xml(body).ok());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Document, TimeGrowsWithTheSizeAlone) {
    const auto small = seconds_to_parse(page_of_roles(1'000)), large = seconds_to_parse(page_of_roles(16'000));
    std::cout << "1,000 roles " << small << " s, 16,000 roles " << large << " s\n";
    EXPECT_LT(large, 16 * small * 4 + 0.5);
}

TEST(Document, LongTagIsRefusedAtOnce) {
    std::string body = "<R";
    for (int i = 0; i < 200'000; ++i) body += " a" + std::to_string(i) + "='1'";
    EXPECT_NE(problem_of(body + "/>"), "");
}

// The view leaves out nothing of what tinyxml2 sees, over every published answer.
void expect_same(const Node& ours, const tinyxml2::XMLElement& theirs) {
    const std::string name = theirs.Name();
    EXPECT_EQ(ours.name(), name.substr(name.find(':') == std::string::npos ? 0 : name.find(':') + 1));
    const auto children = ours.children();
    std::size_t at = 0;
    for (auto* child = theirs.FirstChildElement(); child != nullptr; child = child->NextSiblingElement()) {
        ASSERT_LT(at, children.size());
        expect_same(children[at++], *child);
    }
    EXPECT_EQ(at, children.size());
    if (children.empty() && theirs.GetText() != nullptr) {
        EXPECT_EQ(ours.text(), theirs.GetText());
    }
}

TEST(DocumentPublished, HoldsEveryElementAndText) {
    IAMIRROR_NEEDS_CORPORA();
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{*corpora() / "xml-responses"}) {
        if (entry.path().extension() != ".xml") continue;
        SCOPED_TRACE(entry.path().filename());
        const auto body = read_file(entry.path());
        tinyxml2::XMLDocument theirs;
        const auto ours = Document::from_xml(body);
        const bool is_read = theirs.Parse(body.c_str(), body.size()) == tinyxml2::XML_SUCCESS;
        ASSERT_EQ(ours.ok(), is_read) << (ours ? "" : ours.error().message);
        ++count;
        if (is_read) expect_same(ours->root(), *theirs.RootElement());
    }
    std::cout << count << " published answers compared\n";
    EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace iamirror::aws
