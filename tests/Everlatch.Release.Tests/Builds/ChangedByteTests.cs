using CsCheck;
using Everlatch.Release.Builds;

namespace Everlatch.Release.Tests.Builds;

public sealed class ChangedByteTests : IDisposable
{
    private readonly SmallRelease release = new();

    [Fact]
    public async Task No_byte_of_any_file_can_be_changed()
    {
        var files = System.IO.Directory.GetFiles(release.Folder, "*", SearchOption.AllDirectories);
        var bytes = files.ToDictionary(file => file, File.ReadAllBytes);
        await Gen.Select(Gen.OneOf([.. files.Select(Gen.Const)]), Gen.Int[0, int.MaxValue - 1], Gen.Byte[1, 255]).SampleAsync(
            async (file, at, difference) =>
            {
                var changed = bytes[file].ToArray();
                changed[at % changed.Length] ^= difference;
                File.WriteAllBytes(file, changed);
                var outcome = await release.OpenAsync();
                File.WriteAllBytes(file, bytes[file]);
                return outcome is OpenOutcome.Refused;
            },
            iter: 500,
            threads: 1);
        Assert.IsType<OpenOutcome.Good>(await release.OpenAsync());
    }

    // Each of them, since the smallest change is the one that a lenient reader passes over.
    [Theory]
    [InlineData(ReleaseManifest.FileName)]
    [InlineData(ReleaseManifest.SignatureFileName)]
    public async Task No_byte_of_the_manifest_or_the_signature_can_be_changed(string name)
    {
        var bytes = await File.ReadAllBytesAsync(release.At(name), TestContext.Current.CancellationToken);
        for (var at = 0; at < bytes.Length; at++)
        {
            var difference = (byte)(1 << (at % 8));
            bytes[at] ^= difference;
            release.Write(name, bytes);
            Assert.True(await release.OpenAsync() is OpenOutcome.Refused, $"Byte {at} of {name} can be changed.");
            bytes[at] ^= difference;
        }

        release.Write(name, bytes);
        await release.GoodAsync();
    }

    // The last letter of Base64 has bits that stand for nothing, unless the length is a multiple of three.
    [Fact]
    public async Task No_bit_that_stands_for_nothing_can_be_changed_in_the_signature()
    {
        string text;
        do
        {
            release.Sign(release.Manifest);
            text = await File.ReadAllTextAsync(
                release.At(ReleaseManifest.SignatureFileName), TestContext.Current.CancellationToken);
        }
        while (!text.Contains('=', StringComparison.Ordinal));

        await release.GoodAsync();
        var at = text.IndexOf('=', StringComparison.Ordinal) - 1;
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        bytes[at] = (byte)(bytes[at] + 1);
        release.Write(ReleaseManifest.SignatureFileName, bytes);
        await release.RefusedAsync("EL2011");
    }

    [Fact]
    public async Task No_file_can_be_cut_or_made_longer()
    {
        var files = System.IO.Directory.GetFiles(release.Folder, "*", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var other in new[] { bytes[..^1], bytes[1..], [.. bytes, (byte)'\n'], [(byte)' ', .. bytes], [] })
            {
                File.WriteAllBytes(file, other);
                Assert.IsType<OpenOutcome.Refused>(await release.OpenAsync());
            }

            File.WriteAllBytes(file, bytes);
        }
    }

    public void Dispose() => release.Dispose();
}
