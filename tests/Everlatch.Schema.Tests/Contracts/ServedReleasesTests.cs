using System.Security.Cryptography;
using System.Text;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

public sealed class ServedReleasesTests
{
    private const string Sql = "select 1;";

    private static readonly string Sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    private static readonly string First = Step("0001_a.expand", "+ table t", "+ column t.a type=text null=yes");
    private static readonly string Adding = First + Step("0002_b.expand", "+ column t.b type=text null=yes");
    private static readonly string Requiring = First + Step("0002_b.expand", "+ column t.b type=text null=no");
    private static readonly string Dropping = Step("0003_drop.contract", "- column t.a type=text null=yes");
    private static readonly string Dropped = Adding + Dropping;
    private static readonly string DropsLater = Adding + Dropping.Replace(Sha, $"{Sha} deferred", StringComparison.Ordinal);

    [Fact]
    public void A_build_without_a_release_before_it_shares_with_none() =>
        Assert.Equal(("1.4.0", "1.4.0"), Oldest("1.4.0", Adding));

    [Fact]
    public void Every_release_works_beside_a_build_that_only_adds() =>
        Assert.Equal(("1.3.0", "1.3.0"), Oldest("1.5.0", Adding, ("1.3.0", First), ("1.4.0", First)));

    [Fact]
    public void A_contract_step_of_the_build_shuts_out_those_before_once_it_has_run() =>
        Assert.Equal(("1.3.0", "1.5.0"), Oldest("1.5.0", DropsLater, ("1.3.0", First), ("1.4.0", Adding)));

    [Fact]
    public void A_contract_step_of_the_release_before_shuts_out_those_before_that_one() =>
        Assert.Equal(("1.4.0", "1.4.0"), Oldest("1.5.0", Dropped, ("1.3.0", First), ("1.4.0", DropsLater)));

    [Fact]
    public void What_shuts_out_the_release_before_shuts_out_all_that_are_older() =>
        Assert.Equal(("1.5.0", "1.5.0"), Oldest("1.5.0", Requiring, ("1.3.0", First), ("1.4.0", Dropped)));

    [Fact]
    public void A_frozen_copy_of_the_build_itself_and_later_ones_are_none_before_it() =>
        Assert.Equal(("1.3.0", "1.3.0"), Oldest("1.4.0", Adding, ("1.3.0", First), ("1.4.0", Adding), ("1.10.0", Dropped)));

    [Fact]
    public void Versions_are_ordered_by_their_numbers() =>
        Assert.Equal(("1.9.0", "1.9.0"), Oldest("1.11.0", Adding, ("1.10.0", First), ("1.9.0", First)));

    [Fact]
    public void What_one_engine_shuts_out_is_shut_out()
    {
        var files = Files("postgres", "1.5.0", Adding, ("1.3.0", First), ("1.4.0", Adding))
            .Concat(Files("sqlite", "1.5.0", Dropped, ("1.3.0", First), ("1.4.0", DropsLater)));
        Assert.Equal("1.4.0", ServedReleases.Oldest(new SchemaSource("1.5.0", new SchemaFiles(files)), contracted: false));
    }

    private static (string Before, string After) Oldest(
        string version, string steps, params (string Release, string Steps)[] released)
    {
        var source = new SchemaSource(version, new SchemaFiles(Files("sqlite", version, steps, released)));
        return (ServedReleases.Oldest(source, contracted: false), ServedReleases.Oldest(source, contracted: true));
    }

    private static IEnumerable<KeyValuePair<string, string>> Files(
        string engine, string version, string steps, params (string Release, string Steps)[] released) =>
    [
        .. steps.Split('\n').Where(line => line.StartsWith("step ", StringComparison.Ordinal))
            .Select(line => KeyValuePair.Create($"Migrations/{engine}/{line.Split(' ')[1]}.sql", Sql)),
        KeyValuePair.Create($"Contracts/{engine}.contract", Contract(engine, version, steps)),
        .. released.Select(before => KeyValuePair.Create(
            $"Released/{before.Release}/{engine}.contract", Contract(engine, before.Release, before.Steps))),
    ];

    private static string Contract(string engine, string release, string steps) =>
        $"contract 1\nengine {engine}\nrelease {release}\n{steps}";

    private static string Step(string name, params string[] changes) =>
        $"step {name} {Sha}\n{string.Join('\n', changes)}\n";
}
