using System.Text;

namespace Everlatch.Fuzz;

/// <summary>
/// A parser of ours that reads what strangers send. It takes any bytes: an exception, or a broken promise, is a finding.
/// </summary>
/// <param name="Name">What eng/fuzz.sh calls it.</param>
/// <param name="Parser">The type that parses.</param>
/// <param name="Run">Parses, and looks at the promises.</param>
/// <param name="Seeds">Inputs to begin from: random bytes alone rarely come past the first check.</param>
internal sealed record Target(string Name, Type Parser, Action<byte[]> Run, IReadOnlyList<byte[]> Seeds)
{
    /// <summary>A parser of text, with the promise that it keeps.</summary>
    public static Target OfText(string name, Type parser, Func<string, bool> keepsPromise, params string[] seeds) => new(
        name,
        parser,
        input => Promise(keepsPromise(Encoding.UTF8.GetString(input))),
        [.. seeds.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>A parser of bytes, with the promise that it keeps.</summary>
    public static Target OfBytes(string name, Type parser, Func<byte[], bool> keepsPromise, params IReadOnlyList<byte[]> seeds) =>
        new(name, parser, input => Promise(keepsPromise(input)), seeds);

    /// <summary>Writes the seeds as files, which is how AFL takes them.</summary>
    public async Task WriteSeedsAsync(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        foreach (var (index, seed) in Seeds.Index())
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"seed-{index}"), seed);
        }
    }

    private static void Promise(bool kept)
    {
        if (!kept)
        {
            throw new BrokenPromiseException();
        }
    }
}
