using System.Text.Json.Nodes;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// A pipeline is given a PostgreSQL that something is wrong with: an error with its id, nothing half applied, and the run is
/// done once that is mended.
/// </summary>
public sealed class FaultyPostgresTests(SmallPostgres postgres) : IClassFixture<SmallPostgres>
{
    private const int Looks = 120;

    [Fact]
    public async Task A_full_disk_is_named_and_the_step_is_undone_whole()
    {
        using var database = await BehindDatabase.CreateAsync(await postgres.CreateAsync());
        postgres.Disk.Fill();
        try
        {
            await database.RefusesAsync("apply", "EL1838");
        }
        finally
        {
            postgres.Disk.Empty();
        }

        await database.AppliesAsync();
    }

    [Fact]
    public async Task A_standby_can_be_asked_and_takes_no_migration()
    {
        var primary = await postgres.CreateAsync();
        using var database = await BehindDatabase.CreateAsync(primary);
        await using var standby = await Standby.StartAsync(postgres.ConnectionString, TestContext.Current.CancellationToken);
        var there = new NpgsqlConnectionStringBuilder(primary.Postgres) { Port = standby.Port }.ConnectionString;

        await database.RefusesAsync("apply", "EL1836", there);
        var lacking = await database.Build.RunAsync("verify", there);
        Assert.Equal(3, lacking.Exit);
        Assert.Contains(
            (JsonArray)lacking.Json["missing"]!, missing => (string?)missing!["object"] == "column people.email");
        Assert.Equal(3, (await database.Build.RunAsync("status", there)).Exit);
        Assert.Equal(0, (await database.Build.RunAsync("plan", there)).Exit);

        await database.AppliesAsync();
        await FitsSoonAsync(database, there);
    }

    [Fact]
    public async Task A_role_that_may_not_read_the_catalog_learns_nothing_and_one_that_may_not_write_applies_nothing()
    {
        var owner = await postgres.CreateAsync();
        using var database = await BehindDatabase.CreateAsync(owner);
        await database.ExecuteAsync(
            "create role reader login password 'test'; revoke select on pg_catalog.pg_attribute from public");
        var address = new NpgsqlConnectionStringBuilder(owner.Postgres) { Username = "reader", Password = "test" };
        var reader = address.ConnectionString;
        await database.RefusesAsync("verify", "EL1820", reader);
        await database.RefusesAsync("status", "EL1820", reader);

        await database.ExecuteAsync("grant select on pg_catalog.pg_attribute, schema_ledger to reader");
        Assert.Equal(3, (await database.Build.RunAsync("verify", reader)).Exit);
        await database.RefusesAsync("apply", "EL1837", reader);
        await database.AppliesAsync();
        Assert.Equal(0, (await database.Build.RunAsync("verify", reader)).Exit);
    }

    private static async Task FitsSoonAsync(BehindDatabase database, string there)
    {
        for (var look = 0; look < Looks; look++)
        {
            if ((await database.Build.RunAsync("verify", there)).Exit == 0)
            {
                return;
            }
        }

        Assert.Fail("The standby never got what the primary has.");
    }
}
