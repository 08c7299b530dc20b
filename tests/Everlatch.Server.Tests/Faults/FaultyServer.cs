using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The real host on a database that fails where a test says.</summary>
public sealed class FaultyServer : IAsyncLifetime
{
    /// <summary>The host.</summary>
    internal ManagementServer<SqliteEngine> Host { get; } = new()
    {
        Change = services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IDatabase)).ImplementationFactory!;
            services.AddSingleton(provider => new FaultyDatabase((IDatabase)real(provider)));
            services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<FaultyDatabase>());
            services.AddSingleton<IStartupFilter, BeginFaults>();
        },
    };

    private FaultyDatabase Database => Host.Services.GetRequiredService<FaultyDatabase>();

    /// <inheritdoc />
    public ValueTask InitializeAsync() => Host.InitializeAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Fails one call of the next request, by its name.</summary>
    internal void FailNext(string call) => Database.Arm(new FaultPlan(FaultKind.Stopped, 1) { Only = call });

    /// <summary>
    /// Fails each call of a request in turn. Every answer is 503 and leaves every row as it was (unless only a read was left to do), or is
    /// the success that the request has without a fault; at last the same request meets no fault and succeeds.
    /// </summary>
    /// <returns>How many calls were failed.</returns>
    internal async Task<int> SweepAsync(string name, FaultKind kind, Func<Task<Func<Task<Answer>>>> prepare)
    {
        var send = await prepare();
        var before = await RowDump.ReadAsync(Host.SqliteFile);
        var succeeded = new HashSet<HttpStatusCode>();
        for (var nth = 1; ; nth++)
        {
            var plan = Database.Arm(new FaultPlan(kind, nth));
            var answer = await send();
            var what = $"{name}, {kind} at call {nth} ({plan.Struck ?? "none"})";
            if ((int)answer.Status is >= 200 and < 400)
            {
                AssertSuccess(what, answer);
                succeeded.Add(answer.Status);
                if (plan.Struck is null)
                {
                    Assert.Single(succeeded);
                    return nth - 1;
                }

                // What failed was not needed for the answer; what was done is done, and the next round needs its own.
                send = await prepare();
                before = await RowDump.ReadAsync(Host.SqliteFile);
                continue;
            }

            Assert.True(plan.Struck is not null && (int)answer.Status == 503, $"{what} answered {(int)answer.Status}: {answer.Text}");
            Assert.True(answer.Headers.RetryAfter is not null, $"{what} does not say when to try again");
            if (plan.StruckAfterAll)
            {
                send = await prepare();
                before = await RowDump.ReadAsync(Host.SqliteFile);
                continue;
            }

            var changed = RowDump.Changes(before, await RowDump.ReadAsync(Host.SqliteFile));
            Assert.True(changed.Count == 0, $"{what} left: {string.Join("; ", changed)}");
        }
    }

    // A redirect to the sign-in page, or to an application with an error, is a refusal in disguise; the farewell is not.
    private static void AssertSuccess(string what, Answer answer)
    {
        var to = answer.Headers.Location?.ToString() ?? "";
        var asksToSignIn = to.StartsWith("/signin", StringComparison.Ordinal) && !to.EndsWith("?notice=signed-out", StringComparison.Ordinal);
        Assert.False(asksToSignIn || to.Contains("error=", StringComparison.Ordinal), $"{what} led to {to}");
    }
}
