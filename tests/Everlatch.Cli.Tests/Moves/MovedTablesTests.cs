using Everlatch.Cli.Moves;
using Everlatch.Core.Ids;
using Everlatch.Schema;
using Everlatch.Schema.Catalogs;
using Everlatch.Storage;

namespace Everlatch.Cli.Tests.Moves;

/// <summary>What moves with an environment: a table or a secret that a later release adds is not forgotten.</summary>
public sealed class MovedTablesTests
{
    public static TheoryData<string> Engines => new("postgres", "sqlite");

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_sealed_column_is_opened_and_sealed_anew(string engine)
    {
        var catalog = CatalogOf(engine);
        var row = new Dictionary<string, object?> { ["host_name"] = "login.acme.com" };
        var environment = Id.New<EnvironmentId>(TimeProvider.System);
        foreach (var table in MovedTables.Of(catalog).All)
        {
            Assert.Equal(
                table.Columns.Where(column => column.EndsWith(SealedColumns.Suffix, StringComparison.Ordinal)),
                SealedColumns.Of(table.Name, environment, row).Select(column => column.Column));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_table_of_an_environment_is_cleared_and_comes_after_what_it_refers_to(string engine)
    {
        var catalog = CatalogOf(engine);
        var own = MovedTables.Of(catalog).Own.Select(table => table.Name).ToList();
        var named = catalog.Of<CatalogColumn>()
            .Where(column => column.Name == "environment_id")
            .Select(column => column.TableName);
        Assert.Equal(named.Append("environments").Except(["directory_changes"]).Order(), own.Order());
        Assert.Equal("environments", own[0]);
        Assert.True(own.IndexOf("users") < own.IndexOf("sessions"));
        Assert.True(own.IndexOf("users") < own.IndexOf("grants"));
    }

    [Fact]
    public void Both_engines_move_the_same() =>
        Assert.Equal(
            MovedTables.Of(CatalogOf("postgres")).All.Select(table => table.Name).Order(),
            MovedTables.Of(CatalogOf("sqlite")).All.Select(table => table.Name).Order());

    private static Catalog CatalogOf(string engine) =>
        StorageSchema.Source.ContractOf(SchemaEngine.All.Single(known => known.Name == engine)).Full;
}
