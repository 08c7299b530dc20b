namespace Everlatch.Release.Builds.Making;

/// <summary>
/// Makes a release: the files of one commit, and nothing else that lies in the checkout, are taken out of git, built for one kind
/// of machine, listed in a manifest and signed. The folder appears under its name once it was opened again and found good.
/// </summary>
/// <param name="options">What is built.</param>
/// <param name="key">Who signs it.</param>
/// <param name="progress">Is told each step in a few words.</param>
public sealed class BuildRelease(BuildOptions options, SigningKey key, Action<string> progress)
{
    /// <summary>Does it.</summary>
    /// <exception cref="ReleaseException">The work tree is dirty, or something cannot be built, read or written.</exception>
    public async Task<ReleaseFolder> RunAsync(CancellationToken ct)
    {
        var target = new TargetFolder(options.Out);
        var checkout = await GitCheckout.FindAsync(options.Source, options.AllowDirty, ct);
        var sdk = await Sdk.OfAsync(checkout.Root, ct);
        var runtime = options.Runtime ?? sdk.Runtime;
        using var place = BuildPlace.Take(checkout.Root);
        progress($"taking {checkout.Commit[..12]}{(checkout.Dirty ? " with what is not committed" : "")} out of git");
        await ExportTree.RunAsync(checkout, place.Source, ct);
        SchemaPart.Check(place);
        progress($"building for {runtime} with SDK {sdk.Version}");
        await PublishProduct.RunAsync(place, checkout, runtime, options.ReadyToRun, ct);
        progress("listing and signing");
        var source = SchemaPart.Copy(place, BuiltVersion.Of(place.Built, checkout.Commit));
        var origin = new ReleaseOrigin(checkout, runtime, sdk.Version, options.ReadyToRun);
        var manifest = await MakeManifest.RunAsync(place.Built, source, origin, ct);
        await WriteAsync(place.Built, manifest, ct);
        FileRights.Set(place.Built);
        var coming = target.Take(place.Built);
        if (await ReleaseFolder.OpenAsync(coming, ReleaseKeys.Parse(key.PublicPem, "the signing key"), ct)
            is OpenOutcome.Refused refused)
        {
            throw new ReleaseException("EL2008", $"What was written to {coming} is not what was built: {refused.Faults[0]}");
        }

        target.Appear();
        return new ReleaseFolder(target.Path, manifest);
    }

    private async Task WriteAsync(string folder, ReleaseManifest manifest, CancellationToken ct)
    {
        var bytes = manifest.ToBytes();
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.FileName), bytes, ct);
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.SignatureFileName), key.Sign(bytes), ct);
    }
}
