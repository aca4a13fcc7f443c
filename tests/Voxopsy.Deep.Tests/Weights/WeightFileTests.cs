using System.IO.Compression;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Tests.Weights;

public sealed class WeightFileTests
{
    [Fact]
    public void Read_SharedStorage_IsHeldOnce()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("a").Tensor("0", 4, 0, 4, 1).Opcode('s').Text("b").Tensor("0", 4, 1, 2, 2).Opcode('s').Opcode('.');

        WeightFile read = WeightFile.Read(file.Zip("any name at all"));

        Assert.Equal([1, 2, 3, 4], read.Tensors["a"].ToSingles());
        Assert.Equal([2, 4], read.Tensors["b"].ToSingles());
        Assert.True(read.Tensors["a"].Storage.Equals(read.Tensors["b"].Storage));
        Assert.Equal(["a", "b"], read.TopLevelKeys);
    }

    [Fact]
    public void Read_LegacyContainer_GivesTensors()
    {
        using var file = new TorchFileBuilder();
        using var keys = new TorchFileBuilder();
        file.Opcode('}').Text("a").Tensor("7", 4, 1, 3, 1, legacy: "N").Opcode('s').Opcode('.');
        keys.Opcode(']').Text("7").Opcode('a').Opcode('.');
        byte[] whole =
        [
            .. TorchFileBuilder.Magic, 0x80, 2, (byte)'M', 0xE9, 0x03, (byte)'.', 0x80, 2, (byte)'}', (byte)'.', .. file.Pickle, .. keys.Pickle,
            4, 0, 0, 0, 0, 0, 0, 0, .. TorchFileBuilder.Singles(5, 6, 7, 8),
        ];

        Assert.Equal([6, 7, 8], WeightFile.Read(file.Plain(whole)).Tensors["a"].ToSingles());
        for (int length = 0; length < whole.Length; length++)
        {
            string truncated = file.Plain(whole[..length]);
            Assert.Throws<TensorFileException>(() => WeightFile.Read(truncated));
        }
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "getattr")]
    [InlineData("torch", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch.serialization", "load")]
    [InlineData("numpy.testing._private.utils", "runstring")]
    [InlineData("torch.os", "system")]
    [InlineData("torch", "FloatStorage.__class__")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    public void Read_NameOutsideTheList_IsRefusedByName(string module, string name)
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("x").Global(module, name).Text("true").Raw(0x85).Opcode('R').Opcode('s').Opcode('.');

        TensorFileException refused = Assert.Throws<TensorFileException>(() => WeightFile.Read(file.Zip()));

        Assert.Contains($"'{module}.{name}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was executed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NameBehindStackGlobalAndInst_IsRefusedByName()
    {
        using var stacked = new TorchFileBuilder();
        stacked.Text("os").Text("popen").Raw(0x93).Opcode('.');
        using var instance = new TorchFileBuilder();
        instance.Opcode('(').Raw("ios\nsystem\n"u8).Opcode('.');

        Assert.Contains("'os.popen'", Assert.Throws<TensorFileException>(() => WeightFile.Read(stacked.Zip())).Message, StringComparison.Ordinal);
        Assert.Contains("'os.system'", Assert.Throws<TensorFileException>(() => WeightFile.Read(instance.Zip())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MentionedName_IsNotCalled()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("x").Global("torch", "Tensor").Opcode(')').Opcode('R').Opcode('s').Opcode('.');

        Assert.Contains("not called", Assert.Throws<TensorFileException>(() => WeightFile.Read(file.Zip())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedAMillionDeep_NeitherOverflowsNorHangs()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("a").Tensor("0", 4, 0, 4, 1).Opcode('s').Text("deep");
        file.Raw(Enumerable.Repeat((byte)']', 1_000_000).ToArray()).Raw(Enumerable.Repeat((byte)'a', 999_999).ToArray()).Opcode('s').Opcode('.');

        Assert.Equal(4, WeightFile.Read(file.Zip()).Tensors["a"].Count);
    }

    [Fact]
    public void Read_ListThatHoldsItself_Ends()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("a").Tensor("0", 4, 0, 4, 1).Opcode('s').Text("loop");
        file.Opcode(']').Raw((byte)'q', 9, (byte)'h', 9, (byte)'a').Opcode('s').Opcode('.');

        Assert.Equal(4, WeightFile.Read(file.Zip()).Tensors["a"].Count);
    }

    [Fact]
    public void Read_MemoDoubledFiftyTimes_IsReadInNoTime()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("a").Tensor("0", 4, 0, 4, 1).Opcode('s').Text("bomb");
        file.Opcode(']').Raw((byte)'q', 0);
        for (byte i = 1; i <= 50; i++)
        {
            // A list of the one before, twice.
            file.Raw((byte)'0', (byte)']', (byte)'q', i, (byte)'(', (byte)'h', (byte)(i - 1), (byte)'h', (byte)(i - 1), (byte)'e');
        }

        file.Opcode('s').Opcode('.');

        Assert.Equal(4, WeightFile.Read(file.Zip()).Tensors["a"].Count);
    }

    [Fact]
    public void Read_LargeValueCopiedAgainAndAgain_IsRefused()
    {
        using var file = new TorchFileBuilder();
        file.Text(new string('x', 1_000_000)).Raw((byte)'q', 0);
        for (int i = 0; i < 1000; i++)
        {
            file.Global("_codecs", "encode").Raw((byte)'h', 0).Text("latin1").Raw(0x86).Opcode('R');
        }

        file.Opcode('.');
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("values", Assert.Throws<TensorFileException>(() => WeightFile.Read(file.Zip())).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Theory]
    [InlineData(4, 0, 5, 1)]
    [InlineData(4, 4, 1, 1)]
    [InlineData(4, -1, 2, 1)]
    [InlineData(4, 0, 2, -1)]
    [InlineData(4, 0, -2, 1)]
    [InlineData(4, 0, long.MaxValue, 0)]
    [InlineData(4, 1, 2, long.MaxValue)]
    [InlineData(4, 0, 10_000_000, 0)]
    [InlineData(5, 0, 4, 1)]
    [InlineData(long.MaxValue, 0, 4, 1)]
    public void Read_ViewOutsideItsStorage_IsRefusedNamingTheTensor(long count, long offset, long size, long stride)
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("w").Tensor("0", count, offset, size, stride).Opcode('s').Opcode('.');

        Assert.Contains("'w'", Assert.Throws<TensorFileException>(() => WeightFile.Read(file.Zip())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        using var file = new TorchFileBuilder();
        file.Opcode('}').Text("w").Tensor("0", 25_000_000, 0, 25_000_000, 1).Opcode('s').Opcode('.');
        string path = file.Zip(level: CompressionLevel.SmallestSize, storage: new byte[100_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("not believable", Assert.Throws<TensorFileException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Read_LargeFileWithAliases_AllocatesLessThanTwiceTheFile()
    {
        const int Count = 4_000_000;
        using var file = new TorchFileBuilder();
        file.Opcode('}');
        for (int alias = 0; alias < 50; alias++)
        {
            file.Text("alias" + alias).Tensor("0", Count, 0, Count, 1).Opcode('s');
        }

        string path = file.Opcode('.').Zip(storage: new byte[Count * 4]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        WeightFile read = WeightFile.Read(path);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * new FileInfo(path).Length);
        Assert.Equal(50, read.Tensors.Count);
    }

    [Fact]
    public void Read_AnyByteOfThePickleChanged_IsReadOrRefusedButNeverElse()
    {
        using var original = new TorchFileBuilder();
        original.Opcode('}').Text("a").Tensor("0", 4, 0, 4, 1).Opcode('s').Text("n").Whole(7).Opcode('s').Opcode('.');
        byte[] pickle = original.Pickle;
        for (int i = 2; i < pickle.Length; i++)
        {
            foreach (byte change in new byte[] { 0x01, 0x20, 0xFF })
            {
                byte[] changed = [.. pickle];
                changed[i] ^= change;
                using var file = new TorchFileBuilder();
                file.Raw(changed.AsSpan(2));
                string path = file.Zip();
                Exception? failure = Record.Exception(() => WeightFile.Read(path));
                Assert.True(failure is null or TensorFileException, $"byte {i} changed by {change}: {failure}");
            }
        }
    }

    [Theory]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 0x80, 4, (byte)'.' }, "bare pickle")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "gzip")]
    [InlineData(new byte[] { (byte)'<', (byte)'h', (byte)'t' }, "web page")]
    [InlineData(new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F' }, "HDF5")]
    [InlineData(new byte[] { 1, 2, 3 }, "no known kind")]
    public void Read_AnotherKindOfFile_SaysWhatItIs(byte[] content, string saying)
    {
        using var file = new TorchFileBuilder();
        string path = file.Plain(content);

        TensorFileException refused = Assert.Throws<TensorFileException>(() => WeightFile.Read(path));

        Assert.Contains(saying, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }
}
