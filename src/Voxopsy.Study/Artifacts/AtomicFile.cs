using System.Text;

namespace Voxopsy.Study.Artifacts;

/// <summary>Writes a file whole or not at all, so that a killed run never leaves half of one.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the text, unless the file already says the same.</summary>
    internal static void Write(string path, string text) => Write(path, Utf8.GetBytes(text));

    /// <summary>Writes the bytes, unless the file already holds the same.</summary>
    internal static void Write(string path, byte[] bytes)
    {
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: false);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
