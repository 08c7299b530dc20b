using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Bench.Load;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using NSec.Cryptography;

namespace Everlatch.Bench.Questions;

/// <summary>What a sign-in by password costs beside its hash, and whether sixty-four of them at once keep machines waiting.</summary>
internal static class SignInCost
{
    private const int SignIns = 40;
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
        var hash = HashMillis();
        var signIn = await SignInMillisAsync(server, up);
        var load = new HttpLoad(Port, "/oauth2/token", Product.MachineForm(up));
        await load.RunAsync(Machines, IdleWatch, Pause);
        var idle = await load.RunAsync(Machines, IdleWatch, Pause);
        var busy = await BusyAsync(load, up);
        return new Answer("what", "measured")
            .Row("one Argon2id hash (19 MiB, t=2), processor time", hash.Millis())
            .Row("one sign-in, page included, server's processor time", signIn.Millis())
            .Row("machine token p99, idle", idle.P99.Millis())
            .Row($"machine token p99 while {Burst} sign-ins queue", busy.P99.Millis())
            .Goal("a sign-in costs ≤ 1.2 × its hash", $"{(signIn / hash).Ratio()} ×", signIn <= CostGoal * hash)
            .Goal("machines wait ≤ 3 × as long", $"{(busy.P99 / idle.P99).Ratio()} × (p99)", busy.P99 <= WaitGoal * idle.P99);
    }

    private static double HashMillis()
    {
        var argon2 = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 19_456, NumberOfPasses = 2 });
        var salt = RandomNumberGenerator.GetBytes(16);
        argon2.DeriveBytes("warm"u8, salt, 32);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var i = 0; i < SignIns; i++)
        {
            argon2.DeriveBytes("correct horse battery staple"u8, salt, 32);
        }

        self.Refresh();
        return (self.TotalProcessorTime - before).TotalMilliseconds / SignIns;
    }

    private static async Task<double> SignInMillisAsync(ChildServer server, JsonElement up)
    {
        for (var i = 0; i < SignIns; i++)
        {
            await SignInAsync(up);
        }

        var before = server.ProcessorTime;
        for (var i = 0; i < SignIns; i++)
        {
            await SignInAsync(up);
        }

        return (server.ProcessorTime - before).TotalMilliseconds / SignIns;
    }

    private static async Task SignInAsync(JsonElement up)
    {
        using var person = new Person(Port, up);
        await person.SignInAsync();
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
        Console.Error.WriteLine($"{Burst} sign-ins took {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s, watched for {watch.TotalSeconds:0.0} s");
        foreach (var person in people)
        {
            person.Dispose();
        }

        return result;
    }
}
