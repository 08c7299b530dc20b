using Microsoft.AspNetCore.Http;

namespace Everlatch.Schema.Gate;

/// <summary>What the gate of a service looks at, and how often.</summary>
public sealed class SchemaGateOptions
{
    /// <summary>The database that the service uses. Must be set.</summary>
    public SchemaDatabase? Database { get; set; }

    /// <summary>The service's own migrations and contract. Must be set.</summary>
    public SchemaSource? Source { get; set; }

    /// <summary>Names the bytes of this build in <c>/health/schema</c>, such as a release's digest; null for nothing.</summary>
    public string? Build { get; set; }

    /// <summary>What a person has to run when something is missing. Default <c>everlatch schema apply</c>.</summary>
    public string MendCommand { get; set; } = "everlatch schema apply";

    /// <summary>
    /// What shows a person where the schema was changed beside the migrations. Default <c>everlatch schema diff</c>.
    /// </summary>
    public string ExplainCommand { get; set; } = "everlatch schema diff";

    /// <summary>This server's name among those that live. Default: host, process and a random part.</summary>
    public string Instance { get; set; } = InstanceName.New();

    /// <summary>Time between two looks at a schema that does not fit. Default 1 s.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Time between two looks at one that fits. Default 30 s; a statement that fails on it is looked into at once.
    /// </summary>
    public TimeSpan RecheckEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Time between two signs of life in the database; contract steps wait for those who give them. Default 10 s; more than 20 s
    /// count as 20.
    /// </summary>
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one look may take. Default 5 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a start waits for the first look, so that a server whose schema fits never refuses a request. Default 1 s.
    /// </summary>
    public TimeSpan StartPatience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the service can serve something from what it keeps beside its database. It is asked while the database does not
    /// answer and was never looked at; then the gate opens unseen, and looks every <see cref="CheckEvery" /> until it has seen.
    /// It is asked again after each look that fails: say no once the database has answered the service, which closes the gate.
    /// What meets the database fails meanwhile, as it does whenever a database is away. Default: never.
    /// </summary>
    public Func<bool> ServesUnseen { get; set; } = () => false;

    /// <summary>
    /// Paths that are answered whatever the schema is, with everything below them. Default <c>/health</c> and <c>/metrics</c>.
    /// </summary>
    public IList<PathString> Exempt { get; } = ["/health", "/metrics"];

    /// <summary>
    /// Answers a request that is refused; the status is 503 and <c>Retry-After</c> is set. Default: a problem document.
    /// </summary>
    public Func<HttpContext, GateState, Task> Answer { get; set; } = GateAnswer.WriteAsync;
}
