using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Everlatch.Bench.Faults;

/// <summary>
/// Everything that people, applications, machines and operators ask, at a steady rate, whether or not those before them have been
/// answered.
/// </summary>
internal sealed class FaultLoad(TwoRegions regions, Callers eu, Callers us, People people, Promises promises)
{
    private static readonly (Flow Flow, int PerSecond)[] Rates =
    [
        (Flow.Documents, 6), (Flow.Machine, 10), (Flow.Introspection, 6), (Flow.Userinfo, 5), (Flow.SignIn, 2), (Flow.Refresh, 6),
        (Flow.Write, 3), (Flow.Domain, 3), (Flow.UsAtEu, 3), (Flow.EuAtUs, 3),
    ];

    // Statuses that say something about the caller, and answers of OAuth that do.
    private static readonly string[] Refusals =
        ["invalid_client", "invalid_grant", "invalid_token", "invalid_request", "unauthorized_client", "access_denied"];

    private readonly long begin = TimeProvider.System.GetTimestamp();
    private volatile bool ending;
    private readonly ConcurrentQueue<Sample> samples = [];
    private readonly string run = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
    private Task running = Task.CompletedTask;
    private int count;

    /// <summary>The load's clock.</summary>
    public TimeSpan Now => TimeProvider.System.GetElapsedTime(begin);

    /// <summary>Requests a second in all; a sign-in is two.</summary>
    public static int PerSecond => Rates.Sum(rate => rate.PerSecond * (rate.Flow == Flow.SignIn ? 2 : 1));

    /// <summary>What was asked up to now, and what came of it.</summary>
    public IReadOnlyCollection<Sample> Samples => samples;

    public void Start() => running = Task.WhenAll(Rates.Select(rate => Task.Run(() => RunAsync(rate.Flow, rate.PerSecond))));

    /// <summary>Ends it, with the last request answered.</summary>
    public Task StopAsync()
    {
        ending = true;
        return running;
    }

    private async Task RunAsync(Flow flow, int perSecond)
    {
        var asked = new List<Task>();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond), TimeProvider.System);
        while (!ending)
        {
            asked.Add(Task.Run(() => OnceAsync(flow)));
            await beat.WaitForNextTickAsync();
        }

        await Task.WhenAll(asked);
    }

    private async Task OnceAsync(Flow flow)
    {
        var sent = Now;
        if (await AskAsync(flow) is not var (reply, expected))
        {
            return;
        }

        var good = reply.Status == expected;
        var told = reply.Status == 0 ? reply.Body : reply.Status.ToString(CultureInfo.InvariantCulture);
        samples.Enqueue(new Sample(flow, sent, Now, good, told, good ? null : RefusalIn(reply)));
    }

    private async Task<(Reply Reply, int Expected)?> AskAsync(Flow flow) => flow switch
    {
        Flow.Documents => (await eu.DocumentAsync(regions.Eu, keys: Interlocked.Increment(ref count) % 2 == 0), 200),
        Flow.Machine => (await eu.MachineAsync(regions.Eu), 200),
        Flow.Introspection => (await IntrospectAsync(), 200),
        Flow.Userinfo => (await eu.UserinfoAsync(regions.Eu), 200),
        Flow.SignIn => (await SignInAsync(), 303),
        Flow.Refresh => await RefreshAsync() is { } reply ? (reply, 200) : null,
        Flow.Write => (await WriteAsync(), 201),
        Flow.Domain => (await eu.GetAsync(regions.Eu, "/signin", at: Domains.Live), 200),
        Flow.UsAtEu => (await us.MachineAsync(regions.Eu), 200),
        _ => (await eu.MachineAsync(regions.Us), 200),
    };

    // A fault that is told as "this token does not count" is a refusal too.
    private async Task<Reply> IntrospectAsync()
    {
        var reply = await eu.IntrospectAsync(regions.Eu);
        return reply.Status == 200 && !reply.Body.Contains("\"active\":true", StringComparison.Ordinal)
            ? reply with { Status = 401, Body = "inactive" }
            : reply;
    }

    private async Task<Reply> SignInAsync()
    {
        var browser = new Browser(eu, regions.Eu);
        var reply = await browser.SignInAsync(people.NextEmail, People.Password);
        if (reply.Status == 303)
        {
            promises.SignedIn.Enqueue(browser);
        }
        else
        {
            promises.MissSignIn();
        }

        return reply;
    }

    private async Task<Reply?> RefreshAsync()
    {
        if (!people.Idle.TryDequeue(out var family))
        {
            return null;
        }

        var reply = await eu.RefreshAsync(regions.Eu, family.Token);
        if (reply.Status == 200)
        {
            family.Token = Callers.Member(reply, "refresh_token");
            eu.Access = Callers.Member(reply, "access_token");
        }

        people.Idle.Enqueue(family);
        return reply;
    }

    private async Task<Reply> WriteAsync()
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"made-{run}-{Interlocked.Increment(ref count)}@example.com");
        var reply = await eu.CreateAsync(regions.Eu, "users", new { email, name = "Made" });
        if (reply.Status == 201)
        {
            using var user = JsonDocument.Parse(reply.Body);
            promises.Users.Enqueue(user.RootElement.GetProperty("id").GetString()!);
        }
        else
        {
            promises.MissUser();
        }

        return reply;
    }

    // Whatever else than 503 answers good credentials says something that is not so.
    private static string? RefusalIn(Reply reply) => reply.Status switch
    {
        0 => null,
        503 => Array.Find(Refusals, word => reply.Body.Contains($"\"{word}\"", StringComparison.Ordinal)),
        _ => $"{reply.Status}: {reply.Body.ReplaceLineEndings(" ")[..Math.Min(200, reply.Body.Length)]}",
    };
}
