using System.Net;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Everlatch.Watch.Probes;

namespace Everlatch.Watch.Tests.Probes;

/// <summary>Every probe at real servers, and at servers that answer as bad releases do.</summary>
public sealed class ProbeTests(SlotServers servers) : IClassFixture<SlotServers>
{
    private const string OtherKeys =
        """
        {"keys":[{"kty":"EC","use":"sig","alg":"ES256","kid":"other","crv":"P-256",
        "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ProbeCredentials Credentials => ReadCredentials.From(servers.CredentialsFile);

    [Fact]
    public async Task All_of_them_succeed_at_each_server_and_go_on_in_the_next_rounds()
    {
        for (var server = 0; server < 2; server++)
        {
            using var target = ProbeTarget.OfSocket(servers.SocketOf(server), servers.Issuer);
            var run = new RunProbes(target, Credentials, TimeProvider.System);

            var first = await run.RunAsync(Ct);
            var second = await run.RunAsync(Ct);

            Assert.All(first.Concat(second), report => Assert.Null(report.Failure));
            string[] always = ["documents", "machine-token", "introspection", "sign-in", "refresh"];
            Assert.Equal([.. always, "wrong-password"], first.Select(report => report.Probe));
            Assert.Equal(always, second.Select(report => report.Probe));
            Assert.All(first, report => Assert.True(report.Took > TimeSpan.Zero));
            Assert.Contains("form of /signin", first[3].Steps.Select(step => step.Name));
            Assert.Equal(["code", "keys"], first[3].Steps.Select(step => step.Name).TakeLast(2));
            Assert.Equal("revoke", second[3].Steps[^1].Name);
        }
    }

    [Fact]
    public async Task They_succeed_through_whatever_people_reach_and_say_who_they_are()
    {
        using var target = ProbeTarget.OfEdge(servers.Issuer, servers.Issuer);
        var run = new RunProbes(target, Credentials, TimeProvider.System);
        Assert.All(await run.RunAsync(Ct), report => Assert.Null(report.Failure));

        var altered = new AlteredAnswers(servers.HandlerOf(0), (_, _) => null);
        using var seen = ProbeTarget.Of("seen", servers.Issuer, new HttpMessageInvoker(altered));
        await new RunProbes(seen, Credentials, TimeProvider.System).RunAsync(Ct);
        Assert.All(altered.Seen, request => Assert.EndsWith(" Everlatch-Probe", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_is_not_right_is_a_refusal_and_is_not_shown()
    {
        const string Secret = "not-the-secret-of-this-client";
        var good = Credentials;
        var bad = good with
        {
            Demo = good.Demo with { Machine = good.Demo.Machine with { ClientSecret = Secret } },
        };

        var reports = await At(servers.HandlerOf(0), bad);

        Assert.Equal(
            [("machine-token", FailureKind.Refused), ("introspection", FailureKind.Refused)],
            reports.Where(report => report.Failure is not null).Select(report => (report.Probe, report.Failure!.Kind)));
        Assert.All(reports, report => Assert.DoesNotContain(Secret, report.ToString(), StringComparison.Ordinal));
        Assert.Contains("invalid_client", reports[1].Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public Task Tokens_that_the_published_keys_did_not_sign_are_found() => FailsAsync(
        FailureKind.WrongKey,
        ["machine-token", "sign-in"],
        (request, _) => request.RequestUri!.AbsolutePath == "/oauth2/jwks"
            ? AlteredAnswers.Answer(HttpStatusCode.OK, OtherKeys)
            : null);

    [Fact]
    public Task A_page_that_is_gone_is_a_refusal() => FailsAsync(
        FailureKind.Refused,
        ["sign-in"],
        (request, _) => request.RequestUri!.AbsolutePath == "/signin" ? AlteredAnswers.Answer(HttpStatusCode.NotFound) : null);

    [Fact]
    public Task A_page_without_its_form_is_a_wrong_answer() => FailsAsync(
        FailureKind.WrongAnswer,
        ["sign-in"],
        (request, _) => request.RequestUri!.AbsolutePath == "/signin"
            ? AlteredAnswers.Answer(HttpStatusCode.OK, "<form action='/language'></form>")
            : null);

    [Fact]
    public Task A_server_with_a_fault_has_a_fault_everywhere() => FailsAsync(
        FailureKind.Fault,
        ["documents", "machine-token", "introspection", "sign-in"],
        (_, _) => AlteredAnswers.Answer(HttpStatusCode.ServiceUnavailable));

    [Fact]
    public Task A_wrong_password_that_is_let_in_is_found() => FailsAsync(
        FailureKind.Accepted,
        ["wrong-password"],
        (_, answer) => answer.StatusCode == HttpStatusCode.UnprocessableEntity
            ? AlteredAnswers.Answer(HttpStatusCode.SeeOther)
            : null);

    [Fact]
    public async Task A_wrong_password_is_tried_seldom_and_locks_nobody_out()
    {
        var clock = new TestClock();
        using var target = ProbeTarget.OfSocket(servers.SocketOf(0), servers.Issuer);
        var run = new RunProbes(target, Credentials, clock);
        for (var round = 0; round < 6; round++)
        {
            // By this clock tokens are not valid any more or not yet: what is counted is what was tried.
            var reports = await run.RunAsync(Ct);
            Assert.Equal(round % 2 == 0, reports.Any(report => report.Probe == "wrong-password"));
            clock.Advance(TimeSpan.FromSeconds(151));
        }

        Assert.All(await At(servers.HandlerOf(0), Credentials), report => Assert.Null(report.Failure));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using var target = ProbeTarget.OfSocket("/nowhere/everlatch.sock", servers.Issuer);

        var reports = await new RunProbes(target, Credentials, TimeProvider.System).RunAsync(Ct);

        Assert.Equal(4, reports.Count);
        Assert.All(reports, report => Assert.Equal(FailureKind.Unreachable, report.Failure!.Kind));
    }

    private async Task FailsAsync(
        FailureKind kind, string[] probes, Func<HttpRequestMessage, HttpResponseMessage, HttpResponseMessage?> alter)
    {
        var reports = await At(new AlteredAnswers(servers.HandlerOf(0), alter), Credentials);

        Assert.Equal(
            probes.Select(probe => (probe, kind)),
            reports.Where(report => report.Failure is not null).Select(report => (report.Probe, report.Failure!.Kind)));
    }

    private async Task<IReadOnlyList<ProbeReport>> At(HttpMessageHandler handler, ProbeCredentials credentials)
    {
        using var target = ProbeTarget.Of("altered", servers.Issuer, new HttpMessageInvoker(handler));
        return await new RunProbes(target, credentials, TimeProvider.System).RunAsync(Ct);
    }
}
