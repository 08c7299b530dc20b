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

    [Theory]
    [InlineData(
        "AS SELECT u.id,\n    (u.at)::date AS d\n   FROM users u", "AS SELECT id,\n    (at)::date AS d\n   FROM users u", true)]
    [InlineData("AS SELECT \"U u\".\"I d\" FROM users \"U u\"", "AS SELECT \"I d\" FROM users \"U u\"", true)]
    [InlineData("AS SELECT (u.n * 1.5) FROM users u", "AS SELECT (n * 1.5) FROM users u", true)]
    [InlineData("AS SELECT u.id FROM users u", "AS SELECT u.name FROM users u", false)]
    [InlineData("AS SELECT u.id FROM users u", "AS SELECT u.id FROM users u WHERE (u.id > 1)", false)]
    [InlineData("AS SELECT (u.n * 1.5) FROM users u", "AS SELECT (u.n * 2.5) FROM users u", false)]
    public void A_view_is_the_same_however_a_version_of_the_engine_writes_its_columns(string one, string other, bool same)
    {
        var (left, right) = (new CatalogView("v", "id text", one), new CatalogView("v", "id text", other));
        Assert.Equal(same, left == right);
        Assert.Equal(same, new Catalog([left]).Digest == new Catalog([right]).Digest);
        Assert.Equal(same, new Catalog([left]).ChangesTo(new Catalog([right])).Count == 0);
    }
}
