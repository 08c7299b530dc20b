using System.Net;
using System.Text.RegularExpressions;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Edge;

/// <summary>Nobody outside says who they are, how they came, or that they are of this machine.</summary>
public sealed partial class SpoofingTests : IDisposable
{
    private const string Elsewhere = "127.0.0.2";
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-spoofing-");
    private readonly TestAuthority authority = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Socket => Path.Combine(folder.FullName, "server.sock");

    [Fact]
    public async Task A_guesser_with_many_pretended_addresses_is_locked_out_as_one()
    {
        await using var database = await TestDatabase.CreateAsync<SqliteEngine>();
        using var machine = await Operator.InitAsync(database.Options);
        await using var server = BehindEdge.OnSocket(
            database.Options,
            Socket,
            ("EVERLATCH__LOCKOUTS__ADDRESSATTEMPTS", "3"),
            ("EVERLATCH__HASHING__MEMORYKIB", "64"),
            ("EVERLATCH__HASHING__PASSES", "1"));
        await using var edge = await FrontDoor.Start(folder.FullName, authority, ["unix:" + Socket]).ReadyAsync();
        using var guesser = edge.Client();
        using var other = edge.Client(Elsewhere);

        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 5; n++)
        {
            answers.Add(await GuessAsync(guesser, $"person{n}@example.com", $"203.0.113.{n}"));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);

        // And nobody is locked out by a stranger who pretends to have their address.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await GuessAsync(other, "person@example.com", "127.0.0.1"));
    }

    [Fact]
    public async Task Metrics_of_a_server_are_not_reached_through_an_edge_of_its_machine()
    {
        await using var database = await TestDatabase.CreateAsync<SqliteEngine>();
        using var machine = await Operator.InitAsync(database.Options);
        await using var server = BehindEdge.OnSocket(database.Options, Socket);
        await using var edge = await FrontDoor.Start(folder.FullName, authority, ["unix:" + Socket]).ReadyAsync();
        using var http = edge.Client();

        foreach (var path in new[] { "/metrics", "/METRICS", "/./metrics", "/%6detrics", "/health/schema", "/health/../metrics" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.BaseAddress!, path));
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
            request.Headers.TryAddWithoutValidation("Forwarded", "for=127.0.0.1");
            using var answer = await http.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var page = await http.GetAsync("/signin", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> GuessAsync(HttpClient http, string email, string pretended)
    {
        var token = FormToken().Match(await http.GetStringAsync("/signin", Ct)).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin");
        request.Headers.Add("X-Forwarded-For", pretended);
        request.Headers.Add("Forwarded", $"for={pretended}");
        request.Headers.Add("X-Real-IP", pretended);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["form_token"] = token, ["email"] = email, ["password"] = "a wrong password",
        });
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    [GeneratedRegex("""name="form_token"[^>]*value="(?<token>[^"]+)""")]
    private static partial Regex FormToken();
}
