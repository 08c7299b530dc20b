using System.Diagnostics;
using System.Text.Json;

namespace Everlatch.Bench.Load;

/// <summary>People who sign in by password at a steady rate, whether or not those before them have been answered.</summary>
internal sealed class SignInLoad(int port, JsonElement up, int perSecond)
{
    /// <summary>
    /// Runs until an act ends, but at least for a time; a sign-in lasts from opening the page to the answer to its form.
    /// </summary>
    public async Task<(LoadResult Result, int Failed)> DuringAsync(TimeSpan atLeast, Func<Task> act)
    {
        var begin = Stopwatch.GetTimestamp();
        var acting = Task.Run(act);
        var signIns = new List<Task<double?>>();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond), TimeProvider.System);
        while (!acting.IsCompleted || Stopwatch.GetElapsedTime(begin) < atLeast)
        {
            signIns.Add(Task.Run(SignInAsync));
            await beat.WaitForNextTickAsync();
        }

        await acting;
        var answers = await Task.WhenAll(signIns);
        var latencies = answers.OfType<double>().Order().ToList();
        return (new LoadResult(latencies.Count, Stopwatch.GetElapsedTime(begin), latencies), answers.Length - latencies.Count);
    }

    private async Task<double?> SignInAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            using var person = new Person(port, up);
            await person.SignInAsync();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
