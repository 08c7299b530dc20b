using Everlatch.Edge.Regions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>Servers and edges of the release before understand those of this one, in whatever order they are replaced.</summary>
public sealed class RouteFormatTests : IDisposable
{
    private const string Host = "login.acme.example";
    private static readonly RouteQuestion OfOldEdge = new(null, RouteFormat.Hosts);
    private readonly SampleRegion region = new(new FakeTimeProvider());

    public void Dispose() => region.Dispose();

    [Fact]
    public async Task A_certificate_is_known_by_its_tag_and_one_that_is_gone_is_not()
    {
        var environment = region.Add();
        region.AddHost(environment, Host, certificate: long.MaxValue);
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        Assert.Equal(long.MaxValue, routes.Find(Host)!.Value.Certificate);

        var then = region.Current.Sequence;
        region.AddHost(environment, Host);
        routes = routes.With(await region.AskAsync(then));
        Assert.Null(routes.Find(Host)!.Value.Certificate);
    }

    [Fact]
    public async Task An_old_edge_gets_pages_as_it_reads_them()
    {
        region.AddHost(region.Add(), Host, certificate: 7);

        var page = Assert.Single(await region.PagesAsync(OfOldEdge));

        Assert.True(RoutePageWriter.Write(page).WrittenSpan.StartsWith("ELR1"u8));
        Assert.Equal(RouteFormat.Hosts, page.Format);
        Assert.Null(Assert.Single(page.Entries.OfType<RouteEntry.Host>()).Certificate);
        Assert.Equal(RouteFormat.Hosts, RouteQuestion.Parse(new QueryCollection())!.Reads);
    }

    [Fact]
    public async Task What_an_old_server_said_is_believed_and_a_new_one_is_asked_for_the_rest()
    {
        region.AddHost(region.Add(), Host, certificate: 7);
        var routes = RegionRoutes.None.With(await region.PagesAsync(OfOldEdge));
        Assert.Null(routes.Find(Host)!.Value.Certificate);

        // As it travels: the address is all that a server gets.
        var asked = new RouteQuestion(routes.Sequence, Has: routes.Format).ToString();
        var question = RouteQuestion.Parse(new QueryCollection(QueryHelpers.ParseQuery(asked[asked.IndexOf('?')..])))!;
        var answer = await region.PagesAsync(question);
        Assert.Equal(RoutePageKind.Whole, answer[0].Kind);
        routes = routes.With(answer);
        Assert.Equal(7, routes.Find(Host)!.Value.Certificate);

        // And from then on for changes only.
        answer = await region.PagesAsync(new RouteQuestion(routes.Sequence, Has: routes.Format));
        Assert.Equal(RoutePageKind.Changes, answer[0].Kind);
    }

    [Fact]
    public async Task A_change_that_an_old_server_told_is_asked_for_again()
    {
        var environment = region.Add();
        region.AddHost(environment, "other.example");
        var routes = RegionRoutes.None.With(await region.AskAsync(null));
        region.ChangeSomethingElse(environment);
        routes = routes.With(await region.PagesAsync(new RouteQuestion(routes.Sequence, RouteFormat.Hosts)));
        Assert.Equal(RouteFormat.Certificates, routes.Format);

        region.AddHost(environment, Host, certificate: 7);
        routes = routes.With(await region.PagesAsync(new RouteQuestion(routes.Sequence, RouteFormat.Hosts)));
        Assert.Equal(RouteFormat.Hosts, routes.Format);
    }
}
