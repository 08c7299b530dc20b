using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using NSec.Cryptography;

namespace Everlatch.Bench.Questions;

/// <summary>
/// What a sign-in by password costs beside its hash, and whether sixty-four of them at once keep machines waiting.
/// </summary>
internal static class SignInCost
{
    private const int Warmups = 300;
    private const int SignIns = 150;
    private const int Burst = 64;
    private const double CostGoal = 1.2;
    private const double WaitGoal = 3;

    // One worker hashes on two cores, some 20 ms each.
    private const double HashMillisGuess = 18;

    // Machines come at a rate that leaves the processor mostly idle: the question is their wait, not their number.
    private const int Machines = 4;
    private static readonly int Port = Ports.Free();
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan IdleWatch = TimeSpan.FromSeconds(5);

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        await using var server = await Product.StartAsync(folder.Path, Port);
        var up = Product.UpFile(folder.Path);
        var (hash, page, signIn) = await SignInMillisAsync(server, up);
        var load = new HttpLoad(Port, "/oauth2/token", Product.MachineForm(up));
        await load.RunAsync(Machines, IdleWatch, Pause);
        var idle = await load.RunAsync(Machines, IdleWatch, Pause);
        var busy = await BusyAsync(load, up);
        return new Answer("what", "measured")
            .Row("one Argon2id hash (19 MiB, t=2), processor time", hash.Millis())
            .Row("the sign-in page, server's processor time", page.Millis())
            .Row("one sign-in, server's processor time", signIn.Millis())
            .Row("machine token p99, idle", idle.P99.Millis())
            .Row($"machine token p99 while {Burst} sign-ins queue", busy.P99.Millis())
            .Goal("a sign-in costs ≤ 1.2 × its hash", $"{(signIn / hash).Ratio()} ×", signIn <= CostGoal * hash)
            .Goal("machines wait ≤ 3 × as long", $"{(busy.P99 / idle.P99).Ratio()} × (p99)", busy.P99 <= WaitGoal * idle.P99);
    }

    private static async Task<(double Hash, double Page, double SignIn)> SignInMillisAsync(ChildServer server, JsonElement up)
    {
        await RunAsync(server, up, Warmups);
        return await RunAsync(server, up, SignIns);
    }

    // One hash here for each sign-in there, so that a busy neighbour costs both alike.
    private static async Task<(double Hash, double Page, double SignIn)> RunAsync(ChildServer server, JsonElement up, int count)
    {
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 19_456, NumberOfPasses = 2 });
        var (hash, page, signIn) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            using var person = new Person(Port, up);
            var begin = server.ProcessorTime;
            var form = await person.OpenAsync();
            var opened = server.ProcessorTime;
            await person.SendAsync(form);
            page += opened - begin;
            signIn += server.ProcessorTime - opened;

            var before = Environment.CpuUsage.TotalTime;
            argon2.DeriveBytes("correct horse battery staple"u8, RandomNumberGenerator.GetBytes(16), 32);
            hash += Environment.CpuUsage.TotalTime - before;
        }

        return (hash.TotalMilliseconds / count, page.TotalMilliseconds / count, signIn.TotalMilliseconds / count);
    }

    private static async Task<LoadResult> BusyAsync(HttpLoad load, JsonElement up)
    {
        var people = Enumerable.Range(0, Burst).Select(_ => new Person(Port, up)).ToArray();
        var forms = await Task.WhenAll(people.Select(person => person.OpenAsync()));
        var begin = Stopwatch.GetTimestamp();
        var signIns = Task.WhenAll(people.Zip(forms, (person, form) => Task.Run(() => person.SendAsync(form))));

        // Long enough for the queue to be there all the time, and over before it is empty.
        var watch = TimeSpan.FromMilliseconds(Burst * HashMillisGuess);
        var result = await load.RunAsync(Machines, watch, Pause);
        await signIns;
        var took = Stopwatch.GetElapsedTime(begin);
        Console.Error.WriteLine($"{Burst} sign-ins took {took.TotalSeconds:0.0} s, watched for {watch.TotalSeconds:0.0} s");
        foreach (var person in people)
        {
            person.Dispose();
        }

        return result;
    }
}
