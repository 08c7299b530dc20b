using System.Diagnostics;
using Everlatch.Release.Builds;

namespace Everlatch.Release.Tests.Builds;

public sealed class ReleaseFolderTests : IDisposable
{
    private const UnixFileMode Run = UnixFileMode.UserExecute;
    private readonly SmallRelease release = new();

    [Fact]
    public async Task A_folder_as_it_was_signed_is_good_and_says_what_it_is()
    {
        var folder = await release.GoodAsync();
        Assert.Equal(release.Manifest.Digest, folder.Digest);
        Assert.Equal(release.At("everlatch"), folder.Executable);
        Assert.Equal("1.5.0", folder.Schema.Release);
        Assert.Contains("Contracts/sqlite.contract", folder.Schema.Files.Paths);
    }

    [Fact]
    public async Task A_folder_is_good_by_a_link_to_it_too_and_is_known_by_its_own_name()
    {
        var link = release.Folder + "-current";
        System.IO.Directory.CreateSymbolicLink(link, release.Folder);
        var outcome = await ReleaseFolder.OpenAsync(link, release.Keys, TestContext.Current.CancellationToken);
        Assert.Equal(release.Folder, Assert.IsType<OpenOutcome.Good>(outcome).Folder.Path);
    }

    [Fact]
    public async Task Another_content_of_the_same_size_is_refused_with_both_hashes()
    {
        var bytes = await File.ReadAllBytesAsync(release.At("everlatch.dll"), TestContext.Current.CancellationToken);
        bytes[0]++;
        release.Write("everlatch.dll", bytes);
        var fault = await release.RefusedAsync("EL2020");
        Assert.Equal("everlatch.dll", fault.File);
        Assert.Equal("SHA-256 " + release.Manifest.Files.Single(file => file.Path == "everlatch.dll").Sha256, fault.Expected);
        Assert.NotEqual(fault.Expected, fault.Found);
        bytes[0]--;
        release.Write("everlatch.dll", bytes);
        await release.GoodAsync();
    }

    [Fact]
    public async Task Another_size_is_refused_without_reading_the_file()
    {
        release.Write("everlatch.dll", [1, 2, 3]);
        Assert.Equal("3 bytes", (await release.RefusedAsync("EL2020")).Found);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        File.Delete(release.At("de/words.dll"));
        System.IO.Directory.Delete(release.At("de"));
        Assert.Equal("de/words.dll", (await release.RefusedAsync("EL2018")).File);
    }

    [Theory]
    [InlineData("extra.dll")]
    [InlineData("schema/Migrations/sqlite/0002_b.expand.sql")]
    [InlineData("release.json.bak")]
    [InlineData(".hidden")]
    public async Task An_added_file_is_named(string path)
    {
        release.Write(path, [1]);
        Assert.Equal(path, (await release.RefusedAsync("EL2019")).File);
        File.Delete(release.At(path));
        if (path.StartsWith("schema/Migrations", StringComparison.Ordinal))
        {
            System.IO.Directory.Delete(release.At("schema/Migrations"), recursive: true);
        }

        await release.GoodAsync();
    }

    [Fact]
    public async Task An_added_folder_is_named_though_nothing_is_in_it()
    {
        System.IO.Directory.CreateDirectory(release.At("plugins"));
        Assert.Equal("plugins", (await release.RefusedAsync("EL2019")).File);
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("everlatch.dll.real")]
    public async Task A_link_is_refused_wherever_it_leads_and_whatever_is_there(string to)
    {
        var target = Path.GetFullPath(Path.Combine(release.Folder, to));
        File.Move(release.At("everlatch.dll"), target);
        File.CreateSymbolicLink(release.At("everlatch.dll"), target);
        Assert.Equal("everlatch.dll", (await release.RefusedAsync("EL2021")).File);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_refused_and_not_looked_into()
    {
        System.IO.Directory.Move(release.At("de"), release.Folder + "-de");
        System.IO.Directory.CreateSymbolicLink(release.At("de"), release.Folder + "-de");
        Assert.Equal("de", (await release.RefusedAsync("EL2021")).File);
        await release.RefusedAsync("EL2018");
    }

    [Theory]
    [InlineData(ReleaseManifest.FileName)]
    [InlineData(ReleaseManifest.SignatureFileName)]
    public async Task A_manifest_or_signature_that_is_a_link_a_pipe_or_missing_is_no_release(string name)
    {
        File.Move(release.At(name), release.Folder + name);
        await release.RefusedAsync("EL2010");
        File.CreateSymbolicLink(release.At(name), release.Folder + name);
        await release.RefusedAsync("EL2010");
        File.Delete(release.At(name));
        await PipeAsync(name);
        await release.RefusedAsync("EL2010");
        File.Delete(release.At(name));
        File.Move(release.Folder + name, release.At(name));
        await release.GoodAsync();
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for()
    {
        File.Delete(release.At("everlatch.dll"));
        await PipeAsync("everlatch.dll");
        await release.RefusedAsync("EL2020");
    }

    [Theory]
    [InlineData("everlatch")]
    [InlineData("everlatch.dll")]
    public async Task Whether_a_file_may_be_executed_is_as_it_was_signed(string path)
    {
        File.SetUnixFileMode(release.At(path), File.GetUnixFileMode(release.At(path)) ^ Run);
        Assert.Equal(path, (await release.RefusedAsync("EL2022")).File);
        File.SetUnixFileMode(release.At(path), File.GetUnixFileMode(release.At(path)) ^ Run);
        await release.GoodAsync();
    }

    [Fact]
    public async Task Every_fault_is_told_and_not_the_first_alone()
    {
        File.Delete(release.At("de/words.dll"));
        System.IO.Directory.Delete(release.At("de"));
        release.Write("extra.dll", [1]);
        release.Write("everlatch.dll", [1]);
        var refused = Assert.IsType<OpenOutcome.Refused>(await release.OpenAsync());
        Assert.Equal(["EL2018", "EL2020", "EL2019"], refused.Faults.Select(fault => fault.Id));
    }

    [Fact]
    public async Task A_folder_of_something_else_is_told_in_no_more_lines_than_a_person_reads()
    {
        for (var i = 0; i < 200; i++)
        {
            release.Write($"other/{i}", [1]);
        }

        Assert.Equal(50, Assert.IsType<OpenOutcome.Refused>(await release.OpenAsync()).Faults.Count);
    }

    [Fact]
    public async Task No_folder_is_no_release()
    {
        var outcome = await ReleaseFolder.OpenAsync(
            release.Folder + "-nowhere", release.Keys, TestContext.Current.CancellationToken);
        Assert.Equal("EL2010", Assert.Single(Assert.IsType<OpenOutcome.Refused>(outcome).Faults).Id);
    }

    public void Dispose() => release.Dispose();

    private async Task PipeAsync(string name)
    {
        using var made = Process.Start("mkfifo", [release.At(name)]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
