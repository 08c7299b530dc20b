using CsCheck;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Tests.Catalogs;

public sealed class CatalogTextTests
{
    [Fact]
    public void A_line_reads_as_a_person_would_say_it() =>
        Assert.Equal(
            """column users.email type=text null=no default="''::text" """.TrimEnd(),
            new CatalogColumn("users", "email", "text", false) { Default = "''::text" }.ToString());

    [Fact]
    public void Every_text_survives_writing_and_reading() =>
        Gen.Select(Gen.String, Gen.String, Gen.Bool).Sample((definition, type, unique) =>
        {
            CatalogObject index = new CatalogIndex("t", "i", type, definition) { Unique = unique };
            return CatalogText.Parse(index.ToString()) == index;
        });

    [Theory]
    [InlineData("")]
    [InlineData("column")]
    [InlineData("column users type=text null=no")]
    [InlineData("column users.email null=no")]
    [InlineData("column users.email type=text null=perhaps")]
    [InlineData("column users.email type=text null=no null=no")]
    [InlineData("column users.email type=\"text null=no")]
    [InlineData("column users.email type=text null=no colour=red")]
    [InlineData("planet earth type=rock")]
    public void Anything_else_is_refused(string line) => Assert.Throws<FormatException>(() => CatalogText.Parse(line));

    [Fact]
    public void The_digest_does_not_depend_on_the_order()
    {
        CatalogObject[] objects = [new CatalogTable("a"), new CatalogColumn("a", "x", "text", true), new CatalogTable("b")];
        Assert.Equal(new Catalog(objects).Digest, new Catalog(objects.Reverse()).Digest);
        Assert.NotEqual(new Catalog(objects).Digest, new Catalog(objects[..2]).Digest);
    }

    [Fact]
    public void Changes_lead_from_one_catalog_to_the_other()
    {
        var before = new Catalog([new CatalogTable("a"), new CatalogColumn("a", "x", "text", true)]);
        var after = new Catalog([new CatalogTable("a"), new CatalogColumn("a", "x", "text", false), new CatalogTable("b")]);
        Assert.Equal(after.Digest, before.After(before.ChangesTo(after)).Digest);
        Assert.Equal(before.Digest, after.After(after.ChangesTo(before)).Digest);
        Assert.Empty(after.ChangesTo(after));
    }
}
