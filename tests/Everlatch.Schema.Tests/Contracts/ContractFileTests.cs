using CsCheck;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

public sealed class ContractFileTests
{
    private const string Path = "Contracts/postgres.contract";
    private static readonly string Sha = new('a', 64);

    private static readonly string Good =
        $"""
        contract 1
        engine postgres
        release 1.2.3
        # A line for people.

        step 0001_users.expand {Sha}
        + table users
        + column users.id type=text null=no

        step 0002_more.contract {Sha} deferred
        - column users.id type=text null=no
        ~ table users options=unlogged

        """;

    [Fact]
    public void A_file_is_read_and_written_back()
    {
        var contract = Read(Good);
        Assert.Equal(("postgres", "1.2.3"), (contract.Engine, contract.Release));
        Assert.Equal(["0001_users.expand", "0002_more.contract"], contract.Steps.Select(step => step.Step));
        Assert.Equal([false, true], contract.Steps.Select(step => step.Deferred));
        Assert.Equal(
            ["- column users.id type=text null=no", "~ table users options=unlogged"],
            contract.Steps[1].Changes.Select(c => c.ToString()));
        Assert.Equal(ContractFile.Write(contract), ContractFile.Write(Read(ContractFile.Write(contract))));
        Assert.Equal(contract.Digest, Read(Good.Replace("\n", "\r\n")).Digest);
    }

    [Fact]
    public void Every_text_in_it_survives() =>
        Gen.Select(Gen.String, Gen.String, Gen.Char.AlphaNumeric.Array[1, 20]).Sample((definition, columns, name) =>
        {
            CatalogObject index = new CatalogIndex("t", new string(name), columns, definition);
            var contract =
                new SchemaContract("postgres", "1", [new ContractStep("0001_a.expand", Sha, [new CatalogChange.Added(index)])]);
            return Read(ContractFile.Write(contract)).Full.Objects.Single() == index;
        });

    [Theory]
    [InlineData("contract 1", "contract 2", 1)]
    [InlineData("contract 1", "# nothing", 2)]
    [InlineData("engine postgres", "engines postgres", 2)]
    [InlineData("release 1.2.3", "", 6)]
    [InlineData("step 0001_users.expand", "stop 0001_users.expand", 6)]
    [InlineData(" deferred", " later", 10)]
    [InlineData("step 0002_more.contract ", "step 0002_more.contract a", 10)]
    [InlineData("+ table users", "+ tables users", 7)]
    [InlineData("+ table users", "+table users", 7)]
    [InlineData("+ table users", "! table users", 7)]
    [InlineData("type=text null=no\n\nstep", "type=text null=no extra=yes\n\nstep", 8)]
    public void A_malformed_one_is_refused_with_its_line(string good, string bad, int line)
    {
        var fault = Assert.Throws<SchemaException>(() => Read(Good.Replace(good, bad)));
        Assert.Equal(("EL1824", Path, line), (fault.Id, fault.File, fault.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contract 1")]
    [InlineData("contract 1\nengine postgres")]
    public void One_that_ends_too_soon_is_refused(string text) =>
        Assert.Equal("EL1824", Assert.Throws<SchemaException>(() => Read(text)).Id);

    [Fact]
    public void One_of_another_engine_is_refused()
    {
        var fault = Assert.Throws<SchemaException>(() => Read(Good.Replace("engine postgres", "engine sqlite")));
        Assert.Equal(("EL1825", 2), (fault.Id, fault.Line));
    }

    [Fact]
    public void One_that_is_not_there_is_refused()
    {
        var fault = Assert.Throws<SchemaException>(() => ContractFile.Read(new SchemaFiles([]), Path, SchemaEngine.Postgres));
        Assert.Equal(("EL1824", Path), (fault.Id, fault.File));
    }

    private static SchemaContract Read(string text) =>
        ContractFile.Read(new SchemaFiles([KeyValuePair.Create(Path, text)]), Path, SchemaEngine.Postgres);
}
