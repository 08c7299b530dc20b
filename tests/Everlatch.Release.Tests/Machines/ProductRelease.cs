using System.Diagnostics;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Making;
using Everlatch.Schema;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Release.Tests.Machines;

/// <summary>
/// The built product as a signed release. Its files are those of the product, so that one is made in a second; what a build of a
/// release does beside that is tested where releases are built.
/// </summary>
internal static class ProductRelease
{
    private const string Storage = "src/Everlatch.Storage";
    private static readonly string Product = Path.GetDirectoryName(Testing.Processes.Product.CommandLine)!;

    /// <summary>Makes one.</summary>
    /// <param name="folder">A new folder.</param>
    /// <param name="key">Who signs it.</param>
    /// <param name="named">A word that tells it from others of the same product.</param>
    /// <param name="change">Changes its files before it is signed.</param>
    /// <param name="version">Its version; null: this build's.</param>
    public static async Task<ReleaseFolder> MakeAsync(
        string folder, SigningKey key, string named, Func<string, Task>? change = null, string? version = null)
    {
        await RunAsync("cp", "-al", Product, folder);
        foreach (var part in (string[])["Migrations", "Contracts", "Released"])
        {
            var schema = System.IO.Directory.CreateDirectory(Path.Combine(folder, ReleaseManifest.SchemaFolder)).FullName;
            await RunAsync("cp", "-a", Checkout.PathOf($"{Storage}/{part}"), Path.Combine(schema, part));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "named.txt"), named);
        if (change is not null)
        {
            await change(folder);
        }

        FileRights.Set(folder);
        var source = new SchemaSource(
            version ?? Everlatch.Storage.StorageSchema.Source.Release,
            SchemaFiles.InFolder(Path.Combine(folder, ReleaseManifest.SchemaFolder)));
        var checkout = new GitCheckout(
            Checkout.Root, new string('a', 40), new string('b', 40), DateTimeOffset.UnixEpoch, Dirty: false);
        var manifest = await MakeManifest.RunAsync(
            folder, source, new ReleaseOrigin(checkout, "linux-x64", "10.0.100", ReadyToRun: false), CancellationToken.None);
        var bytes = manifest.ToBytes();
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.FileName), bytes);
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.SignatureFileName), key.Sign(bytes));
        var keys = ReleaseKeys.Parse(key.PublicPem, "a test");
        return await ReleaseFolder.OpenAsync(folder, keys, CancellationToken.None) is OpenOutcome.Good good
            ? good.Folder
            : throw new InvalidOperationException($"The release in {folder} is not good.");
    }

    /// <summary>
    /// Has its migrations be others, as far as files say it: what was proven of another release says nothing of it.
    /// </summary>
    public static void OfOtherSchema(string folder) =>
        File.WriteAllText(Path.Combine(folder, ReleaseManifest.SchemaFolder, "named.txt"), Path.GetFileName(folder));

    /// <summary>Has its servers do something before they start.</summary>
    /// <param name="folder">The release's folder.</param>
    /// <param name="line">A line of a shell's script.</param>
    public static void Tell(string folder, string line)
    {
        var program = Path.Combine(folder, "everlatch");
        File.Delete(program);
        File.WriteAllText(
            program, $"#!/bin/sh\n{line}\nexec \"$DOTNET_ROOT/dotnet\" \"$(dirname \"$0\")/everlatch.dll\" \"$@\"\n");
    }

    private static Task<string> RunAsync(string program, params string[] arguments) =>
        Script.RunAsync(new ProcessStartInfo(program, arguments));
}
