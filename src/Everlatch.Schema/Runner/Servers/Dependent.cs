using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>Somebody who relies on the schema as it is.</summary>
/// <param name="Who">A server's instance name, or <c>kept release</c>.</param>
/// <param name="Contract">What it needs.</param>
internal sealed record Dependent(string Who, SchemaContract Contract);
