namespace Voxopsy.Cli;

/// <summary>Where a command writes: documents and tables to <see cref="Output"/>, text for people beside them to <see cref="Error"/>.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsLive">Whether standard error is a terminal whose last line can be rewritten.</param>
/// <param name="Time">The clock.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsLive, TimeProvider Time)
{
    /// <summary>The console of this process.</summary>
    internal static Terminal OfThisProcess()
    {
        // Without a byte order mark and with line feeds alone, so that output is the same on every system.
        System.Text.UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        StreamWriter output = new(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
        StreamWriter error = new(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
        return new Terminal(output, error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb", TimeProvider.System);
    }
}
