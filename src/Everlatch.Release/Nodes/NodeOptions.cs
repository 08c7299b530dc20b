using System.ComponentModel.DataAnnotations;

namespace Everlatch.Release.Nodes;

/// <summary>How a node keeps and runs the slots of its machine. Section <c>Everlatch:Node</c>.</summary>
public sealed class NodeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Node";

    /// <summary>The region of this machine.</summary>
    [Required]
    public string Region { get; set; } = "eu";

    /// <summary>Folder of the journal. Needed.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>Folder of the servers' sockets; a short path, since a socket's has at most 107 bytes. Needed.</summary>
    [Required]
    public string SocketFolder { get; set; } = "";

    /// <summary>Path of the file that the machine's edge reads. Needed.</summary>
    [Required]
    public string SlotsFile { get; set; } = "";

    /// <summary>The Unix socket at which controllers give orders. Needed.</summary>
    [Required]
    public string Listen { get; set; } = "";

    /// <summary>PEM file of the public key that releases are signed with. Needed.</summary>
    [Required]
    public string ReleaseKeyFile { get; set; } = "";

    /// <summary>
    /// Addresses of the machine's edges, such as <c>http://localhost:9090</c>, which say at <c>/figures</c> what they counted;
    /// none: the judge of canaries has the probes alone.
    /// </summary>
    public IList<string> Edges { get; } = [];

    /// <summary>The edges' <c>Everlatch:Telemetry:MetricsToken</c>, where they have one.</summary>
    public string EdgeToken { get; set; } = "";

    /// <summary>
    /// File of credentials that are known to be good, in the shape of <c>up.json</c>, for the probes of canaries. Without one no
    /// release passes that a canary has to judge.
    /// </summary>
    public string ProbesFile { get; set; } = "";

    /// <summary>
    /// Seconds after which an unsettled release loses its traffic when nobody renews the turn. Default 10.
    /// </summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 10;

    /// <summary>
    /// Kilobytes to which a file of the journal grows before the next one begins; the one before is kept. Default 1024.
    /// </summary>
    [Range(1, 1_048_576)]
    public int JournalKilobytes { get; set; } = 1024;

    /// <summary>Seconds that a stopped server has to finish before it is ended. Default 40.</summary>
    [Range(1, 900)]
    public int StopSeconds { get; set; } = 40;
}
