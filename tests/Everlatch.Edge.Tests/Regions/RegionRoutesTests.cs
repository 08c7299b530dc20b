using System.Text;
using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Edge.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>What an edge knows is what the region's directory says, however it came to know it.</summary>
public sealed class RegionRoutesTests : IDisposable
{
    private static readonly string[] Hosts =
        ["login.acme.example", "id.globex.example", "sso.initech.example", "a.example", "xn--bcher-kva.example"];

    private readonly FakeTimeProvider clock = new();
    private readonly SampleRegion region;

    public RegionRoutesTests() => region = new SampleRegion(clock);

    public void Dispose() => region.Dispose();

    [Fact]
    public async Task A_host_leads_to_its_environment_in_any_case_and_an_unknown_one_nowhere()
    {
        var environment = region.Add();
        region.AddHost(environment, "login.acme.example");

        var routes = RegionRoutes.None.With(await region.AskAsync(null));

        Assert.Equal(environment, routes.Find("LOGIN.acme.Example")!.Value.Environment.Route.Environment);
        Assert.Equal("https://login.acme.example", routes.Find("LOGIN.acme.Example")!.Value.Issuer);
        Assert.Null(routes.Find("login.acme.example.evil.example"));
        Assert.Null(routes.Find(""));
    }

    [Fact]
    public async Task An_issuer_is_the_one_that_the_region_names()
    {
        var environment = region.Add();
        region.AddHost(environment, "localhost", "http://localhost:8080");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        var route = routes.Find("localhost")!.Value;

        Assert.Equal("http://localhost:8080", route.Issuer);
        Assert.Equal(
            "{\"issuer\":\"http://localhost:8080\"}",
            Encoding.UTF8.GetString(route.Environment.MetadataOf(route.Issuer).Utf8.Span));
    }

    [Fact]
    public async Task Another_regions_environments_are_not_announced()
    {
        var theirs = region.Add("us");
        region.AddHost(theirs, "login.acme.example");
        var ours = region.Add();
        region.AddHost(ours, "id.globex.example");

        var routes = RegionRoutes.None.With(await region.AskAsync(null));

        Assert.Null(routes.Find("login.acme.example"));
        Assert.NotNull(routes.Find("id.globex.example"));
    }

    [Fact]
    public async Task An_environment_that_moves_away_takes_its_hosts_along_and_brings_them_back()
    {
        var environment = region.Add();
        region.AddHost(environment, "login.acme.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));

        region.Move(environment, "us");
        routes = routes.With(await region.AskAsync(routes.Sequence));
        Assert.Null(routes.Find("login.acme.example"));

        region.Move(environment, "eu");
        routes = routes.With(await region.AskAsync(routes.Sequence));
        Assert.NotNull(routes.Find("login.acme.example"));
    }

    [Fact]
    public async Task An_edge_that_is_up_to_date_is_told_only_that_it_is()
    {
        region.AddHost(region.Add(), "login.acme.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        clock.Advance(TimeSpan.FromMinutes(1));
        region.GoBackTo(region.Current);

        var answer = await region.AskAsync(routes.Sequence);
        var next = routes.With(answer);

        Assert.Empty(Assert.Single(answer).Entries);
        Assert.Equal(clock.GetUtcNow(), next.AsOf);
        Assert.NotNull(next.Find("login.acme.example"));
    }

    [Fact]
    public async Task A_server_that_has_just_begun_tells_everything()
    {
        region.AddHost(region.Add(), "login.acme.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        region.AddHost(region.Add(), "id.globex.example");
        region.ForgetChanges();

        var answer = await region.AskAsync(routes.Sequence);

        Assert.Equal(RoutePageKind.Whole, answer[0].Kind);
        Assert.NotNull(routes.With(answer).Find("id.globex.example"));
    }

    [Fact]
    public async Task A_database_that_was_put_back_from_a_backup_is_believed()
    {
        var earlier = region.Current;
        region.AddHost(region.Add(), "login.acme.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        clock.Advance(TimeSpan.FromMinutes(1));
        region.GoBackTo(earlier);

        routes = routes.With(await region.AskAsync(routes.Sequence));

        Assert.Equal(earlier.Sequence, routes.Sequence);
        Assert.Null(routes.Find("login.acme.example"));
    }

    [Fact]
    public async Task A_server_that_is_behind_and_cannot_catch_up_says_so_instead_of_everything()
    {
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await region.Publish.AnswerAsync(
            new RouteQuestion(region.Current.Sequence + 1), TestContext.Current.CancellationToken));
        Assert.NotEmpty(await region.AskAsync(region.Current.Sequence));
    }

    [Fact]
    public async Task An_answer_of_before_is_passed_over()
    {
        var environment = region.Add();
        region.AddHost(environment, "login.acme.example");
        var then = await region.AskAsync(null);
        clock.Advance(TimeSpan.FromSeconds(1));
        region.RemoveHost(environment, "login.acme.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));

        Assert.Same(routes, routes.With(then));
    }

    [Fact]
    public async Task Pages_of_two_answers_are_none()
    {
        var environment = region.Add();
        for (var i = 0; i < 12_000; i++)
        {
            region.AddHost(environment, $"h{i}.example");
        }

        var first = await region.AskAsync(null);
        region.AddHost(environment, "one-more.example");
        var second = await region.AskAsync(null);

        Assert.Equal(2, first.Count);
        Assert.Throws<RouteFormatException>(() => RegionRoutes.None.With([first[0], second[1]]));
        Assert.Throws<RouteFormatException>(() => RegionRoutes.None.With([first[0]]));
        Assert.Throws<RouteFormatException>(() => RegionRoutes.None.With([first[1], first[0]]));
        Assert.NotNull(RegionRoutes.None.With(first).Find("h11999.example"));
    }

    [Fact]
    public Task Whatever_changes_an_edge_that_follows_knows_what_one_that_is_new_is_told() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, Hosts.Length - 1]).Array[0, 60].SampleAsync(AgreesAsync, iter: 300);

    // A follower looks now and then, and each time has to know what the directory says.
    private static async Task<bool> AgreesAsync((int Act, int Environment, int Host)[] steps)
    {
        using var region = new SampleRegion(new FakeTimeProvider());
        var environments = Enumerable.Range(0, 4).Select(_ => region.Add()).ToList();
        var follower = RegionRoutes.None;
        foreach (var (act, place, host) in steps)
        {
            Act(region, environments, act, place, Hosts[host]);
            if (act == 6)
            {
                follower = follower.With(await region.AskAsync(follower.Sequence));
            }
        }

        follower = follower.With(await region.AskAsync(follower.Sequence));
        var fresh = RegionRoutes.None.With(await region.AskAsync(null));
        return Hosts.All(host => Seen(follower, host) == Seen(fresh, host) && Seen(fresh, host) == Said(region, host));
    }

    private static void Act(SampleRegion region, List<EnvironmentId> environments, int act, int place, string host)
    {
        var id = environments[place];
        switch (act)
        {
            // A host belongs to one environment: the database lets no other have it.
            case 0 when !region.Current.Environments.Values.Any(other => other.Hosts.ContainsKey(Core.HostName.Trusted(host))):
                region.AddHost(id, host);
                break;
            case 1 when region.Current.Environments[id].Hosts.ContainsKey(Core.HostName.Trusted(host)):
                region.RemoveHost(id, host);
                break;
            case 2:
                region.ChangeKeys(id, $"{host} {region.Current.Sequence}");
                break;
            case 3:
                region.Move(id, region.Current.Environments[id].Region == region.Name ? "us" : "eu");
                break;
            case 4:
                region.ChangeSomethingElse(id);
                break;
            case 5:
                region.Remove(id);
                environments[place] = region.Add();
                break;
        }
    }

    private static string? Seen(RegionRoutes routes, string host) =>
        routes.Find(host) is { } route
            ? $"{route.Environment.Route.Environment} {Encoding.UTF8.GetString(route.Environment.Keys.Utf8.Span)}"
            : null;

    private static string? Said(SampleRegion region, string host) =>
        region.Current.Find(Core.HostName.Trusted(host)) is { } here && here.Environment.Region == region.Name
            ? $"{here.Environment.Id} {Encoding.UTF8.GetString(region.KeysOf(here.Environment).Span)}"
            : null;
}
