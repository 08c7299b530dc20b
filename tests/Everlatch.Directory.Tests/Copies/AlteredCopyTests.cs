using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>Whatever is done to the bytes of a copy: it is refused, or what is left of it is what once was true.</summary>
public sealed class AlteredCopyTests(TestDatabase<SqliteEngine> db) : IClassFixture<TestDatabase<SqliteEngine>>, IDisposable
{
    private const int Steps = 3;

    // What a file begins with, before its frames.
    private const int Head = 43;

    private static readonly Statement Rename = Statement.Write(
        "testing.rename_environment", "update environments set name = @name where id = @environment");

    private readonly CopyFolder folder = new();
    private readonly TestClock clock = new();
    private EnvironmentId environment;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_byte_that_was_altered_is_found_wherever_it_is()
    {
        var (bytes, names) = await WrittenAsync();
        await Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).SampleAsync(
            async altered =>
            {
                var copy = (byte[])bytes.Clone();
                copy[altered.Item1] ^= altered.Item2;
                return await IsNoticedAsync(copy, names);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public async Task A_copy_that_was_cut_off_holds_what_it_held_then()
    {
        var (bytes, names) = await WrittenAsync();
        var found = new HashSet<string?>();
        for (var length = 0; length <= bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(folder.Path, bytes[..length], Ct);
            found.Add(await NameAsync());
        }

        // Of a file without its first step nothing is left; nothing else was ever found.
        Assert.Equal([null, .. names], found);
    }

    [Fact]
    public async Task Frames_of_another_copy_are_refused()
    {
        var (first, _) = await WrittenAsync();
        var (second, names) = await WrittenAsync();
        foreach (var mixed in new byte[][] { [.. first[..Head], .. second[Head..]], [.. first, .. second[Head..]] })
        {
            await File.WriteAllBytesAsync(folder.Path, mixed, Ct);
            await Assert.ThrowsAsync<CopyRefusedException>(() => folder.ReadAsync());
        }

        await File.WriteAllBytesAsync(folder.Path, second, Ct);
        Assert.Equal(names[^1], await NameAsync());
    }

    [Fact]
    public async Task What_a_power_cut_left_is_written_over()
    {
        var (bytes, names) = await WrittenAsync();
        await File.WriteAllBytesAsync(folder.Path, [.. bytes[..^3]], Ct);
        Assert.Equal(names[^2], await NameAsync());
        await File.WriteAllBytesAsync(folder.Path, [.. bytes, .. new byte[4096]], Ct);
        Assert.Equal(names[^1], await NameAsync());
    }

    /// <inheritdoc />
    public void Dispose() => folder.Dispose();

    // What the copy calls the environment; null when it is refused, or there is nothing of it.
    private async Task<string?> NameAsync()
    {
        try
        {
            return (await folder.ReadAsync())?.Environments[environment].Name;
        }
        catch (CopyRefusedException)
        {
            return null;
        }
    }

    // A length that was altered can make a file shorter than it is, as anybody can who may write it. What must never be is a
    // state that never was, or the last one, with an altered byte in it.
    private async Task<bool> IsNoticedAsync(byte[] bytes, IReadOnlyList<string> names)
    {
        await File.WriteAllBytesAsync(folder.Path, bytes, Ct);
        return await NameAsync() is not { } name || names.SkipLast(1).Contains(name);
    }

    private async Task<(byte[] Bytes, IReadOnlyList<string> Names)> WrittenAsync()
    {
        environment = await db.NewEnvironmentAsync();
        var names = new List<string>();
        await folder.ServeAsync(db.Database, clock, async directory =>
        {
            await directory.CatchUpAsync(Ct);
            names.Add(directory.Current.Environments[environment].Name);
            var writer = new DirectoryWriter(db.Database, directory, clock, NullLogger<DirectoryWriter>.Instance);
            for (var step = 0; step < Steps; step++)
            {
                var name = $"Step {step}";
                await writer.WriteAsync(
                    write =>
                    {
                        write.Changed(environment, DirectoryKind.Environment, environment.Value);
                        return write.Transaction.ExecuteAsync(Rename, new { environment, name }, Ct);
                    },
                    Ct);
                names.Add(name);
            }

            return true;
        });
        return (await File.ReadAllBytesAsync(folder.Path, Ct), names);
    }
}
