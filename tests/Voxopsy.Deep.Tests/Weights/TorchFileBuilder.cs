using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Voxopsy.Deep.Tests.Weights;

/// <summary>Writes small PyTorch files by hand, well-formed and otherwise.</summary>
internal sealed class TorchFileBuilder : IDisposable
{
    private readonly MemoryStream _pickle = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"voxopsy-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}-{Environment.TickCount64}.pth");

    internal TorchFileBuilder() => Raw(0x80, 2);

    internal static byte[] Magic { get; } = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    internal byte[] Pickle => _pickle.ToArray();

    public void Dispose()
    {
        File.Delete(_path);
        _pickle.Dispose();
    }

    internal TorchFileBuilder Raw(params ReadOnlySpan<byte> bytes)
    {
        _pickle.Write(bytes);
        return this;
    }

    internal TorchFileBuilder Opcode(char opcode) => Raw((byte)opcode);

    internal TorchFileBuilder Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return Opcode('X').Raw(length).Raw(bytes);
    }

    internal TorchFileBuilder Whole(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8a, 8).Raw(bytes);
    }

    internal TorchFileBuilder Global(string module, string name) => Opcode('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    /// <summary>A one-axis tensor of singles over storage <paramref name="key"/>.</summary>
    internal TorchFileBuilder Tensor(string key, long count, long offset, long size, long stride, string legacy = "")
    {
        Global("torch._utils", "_rebuild_tensor_v2").Opcode('(');
        Opcode('(').Text("storage").Global("torch", "FloatStorage").Text(key).Text("cpu").Whole(count);
        Raw(Encoding.ASCII.GetBytes(legacy)).Opcode('t').Opcode('Q');
        Whole(offset).Whole(size).Raw(0x85).Whole(stride).Raw(0x85, 0x89);
        return Opcode('}').Opcode('t').Opcode('R');
    }

    /// <summary>The file with four singles 1, 2, 3, 4 as storage 0, in the zip container.</summary>
    internal string Zip(string top = "archive", CompressionLevel level = CompressionLevel.NoCompression, byte[]? storage = null)
    {
        using FileStream stream = File.Create(_path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        Write(archive, $"{top}/data.pkl", Pickle, level);
        Write(archive, $"{top}/data/0", storage ?? Singles(1, 2, 3, 4), level);
        return _path;
    }

    internal string Plain(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return _path;
    }

    internal static byte[] Singles(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static void Write(ZipArchive archive, string name, byte[] content, CompressionLevel level)
    {
        using Stream entry = archive.CreateEntry(name, level).Open();
        entry.Write(content);
    }
}
