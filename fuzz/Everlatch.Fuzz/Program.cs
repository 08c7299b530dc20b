using Everlatch.Fuzz;
using SharpFuzz;

// eng/fuzz.sh calls these; see there.
switch (args)
{
    case ["list"]:
        Console.WriteLine(string.Join('\n', Targets.ByName.Keys));
        return 0;

    case ["seed", var name, var folder] when Targets.ByName.TryGetValue(name, out var target):
        await target.WriteSeedsAsync(folder);
        return 0;

    case ["random", var name, var seconds] when Targets.ByName.TryGetValue(name, out var target):
        return RandomInput.Run(
            target, TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));

    case ["instrument", var assembly]:
        Fuzzer.Instrument(assembly, _ => true, Options.Value);
        return 0;

    case ["afl", var name]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            // Looked up in here: instrumented code must not run before AFL's memory is there.
            using var input = new MemoryStream();
            stream.CopyTo(input);
            Targets.ByName[name].Run(input.ToArray());
        });
        return 0;

    default:
        Console.Error.WriteLine(
            "Everlatch.Fuzz list | seed TARGET FOLDER | random TARGET SECONDS | instrument ASSEMBLY | afl TARGET");
        return 2;
}
