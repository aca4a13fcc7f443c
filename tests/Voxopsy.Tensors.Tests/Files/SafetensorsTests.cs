using System.Buffers.Binary;
using System.Text;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Tensors.Tests.Files;

public sealed class SafetensorsTests
{
    private static readonly Dictionary<string, StoredTensor> Sample = new()
    {
        ["b.weight"] = StoredTensor.FromSingles([2, 3], [1, -2.5f, 3, 0, float.NaN, 6]),
        ["a.count"] = StoredTensor.FromIntegers([], [long.MaxValue]),
        ["empty"] = StoredTensor.FromSingles([0, 4], []),
    };

    [Fact]
    public void Read_OfWritten_GivesSameTensors()
    {
        using MemoryStream stream = Written(Sample);

        SafetensorsFile file = SafetensorsReader.Read(stream, "sample");

        Assert.Equal([1, -2.5f, 3, 0, float.NaN, 6], file["b.weight"].ToSingles());
        Assert.Equal([2, 3], file["b.weight"].Sizes);
        Assert.Equal([long.MaxValue], file["a.count"].ToIntegers());
        Assert.Empty(file["empty"].ToSingles());
        Assert.Equal("made by a test", file.Metadata["origin"]);
    }

    [Fact]
    public void Write_InAnotherOrder_GivesSameBytes() =>
        Assert.Equal(Written(Sample).ToArray(), Written(Sample.Reverse()).ToArray());

    [Fact]
    public void Write_NameTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Written([.. Sample, .. Sample.Take(1)]));

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3C }, 1.0)]
    [InlineData("F16", new byte[] { 0x01, 0x00 }, 5.9604644775390625e-08)]
    [InlineData("BF16", new byte[] { 0x40, 0xC0 }, -3.0)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F }, 0.5)]
    [InlineData("F8_E4M3", new byte[] { 0x7E }, 448.0)]
    [InlineData("F8_E4M3", new byte[] { 0x81 }, -0.001953125)]
    [InlineData("F8_E4M3", new byte[] { 0x7F }, double.NaN)]
    [InlineData("F8_E5M2", new byte[] { 0x7B }, 57344.0)]
    [InlineData("F8_E5M2", new byte[] { 0xFC }, double.NegativeInfinity)]
    [InlineData("I8", new byte[] { 0xFF }, -1.0)]
    [InlineData("U8", new byte[] { 0xFF }, 255.0)]
    [InlineData("BOOL", new byte[] { 1 }, 1.0)]
    [InlineData("I16", new byte[] { 0xFE, 0xFF }, -2.0)]
    [InlineData("U16", new byte[] { 0xFE, 0xFF }, 65534.0)]
    [InlineData("U32", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }, 4294967295.0)]
    [InlineData("U64", new byte[] { 1, 0, 0, 0, 0, 1, 0, 0 }, 1099511627777.0)]
    public void ToDoubles_EachElementType_DecodesValue(string type, byte[] bytes, double expected)
    {
        SafetensorsFile file = Read($$$"""{"x":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes);

        Assert.Equal([expected], file["x"].ToDoubles());
        Assert.Equal([(float)expected], file["x"].ToSingles());
    }

    [Theory]
    [InlineData("overlaps", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""")]
    [InlineData("hole", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""")]
    [InlineData("outside", """{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}""")]
    [InlineData("outside", """{"a":{"dtype":"U8","shape":[5],"data_offsets":[4,0]}}""")]
    [InlineData("twice", """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""")]
    [InlineData("twice", """{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}""")]
    [InlineData("does not match", """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("does not match", """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""")]
    [InlineData("whole number", """{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""")]
    [InlineData("whole number", """{"a":{"dtype":"U8","shape":[1e300],"data_offsets":[0,4]}}""")]
    [InlineData("element type", """{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("lacks", """{"a":{"dtype":"F32","shape":[1]}}""")]
    [InlineData("unknown entry", """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""")]
    [InlineData("belong to no tensor", """{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""")]
    [InlineData("JSON", """[1,2]""")]
    [InlineData("JSON", """{"a":{"dtype":"F32",""")]
    [InlineData("JSON", """{"a":{"dtype":"U8","shape":[[[[[[4]]]]]],"data_offsets":[0,4]}}""")]
    public void Read_HeaderThatLies_IsRefusedSayingWhy(string reason, string header)
    {
        TensorFileException refused = Assert.Throws<TensorFileException>(() => Read(header, new byte[4]));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains("'sample'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyTruncation_IsRefused()
    {
        byte[] whole = Written(Sample).ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            using var stream = new MemoryStream(whole, 0, length);
            Assert.Throws<TensorFileException>(() => SafetensorsReader.Read(stream, "truncated"));
        }
    }

    [Fact]
    public void Read_AnyByteChanged_IsReadOrRefusedButNeverElse()
    {
        byte[] whole = Written(Sample).ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte change in new byte[] { 0x01, 0x20, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[i] ^= change;
                using var stream = new MemoryStream(changed);
                Exception? failure = Record.Exception(() => SafetensorsReader.Read(stream, "changed"));
                Assert.True(failure is null or TensorFileException, $"byte {i} changed by {change}: {failure}");
            }
        }
    }

    [Fact]
    public void Read_HeaderNotUtf8_IsRefused()
    {
        byte[] header = Encoding.Latin1.GetBytes("""{"\u00e9":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""".Replace("\\u00e9", "é", StringComparison.Ordinal));

        Assert.Contains("UTF-8", Assert.Throws<TensorFileException>(() => Read(header, new byte[4])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void View_Transposed_IsReadInRowMajorOrder()
    {
        StoredTensor row = StoredTensor.FromSingles([2, 3], [1, 2, 3, 4, 5, 6]);

        StoredTensor transposed = StoredTensor.View(ElementType.Float32, [3, 2], [1, 3], 0, row.Storage);
        StoredTensor repeated = StoredTensor.View(ElementType.Float32, [2, 2], [0, 1], 4, row.Storage);

        Assert.Equal([1, 4, 2, 5, 3, 6], transposed.ToSingles());
        Assert.Equal([5, 6, 5, 6], repeated.ToSingles());
        Assert.False(transposed.IsContiguous);
        using MemoryStream written = Written(new Dictionary<string, StoredTensor> { ["t"] = transposed });
        Assert.Equal([1, 4, 2, 5, 3, 6], SafetensorsReader.Read(written, "t")["t"].ToSingles());
    }

    [Theory]
    [InlineData(4L, 2L, 3L)]
    [InlineData(-1L, 1L, 0L)]
    [InlineData(2L, -1L, 3L)]
    [InlineData(2L, 1L, -1L)]
    [InlineData(long.MaxValue, long.MaxValue, 1L)]
    [InlineData(long.MaxValue, 0L, 1L)]
    public void View_OutsideItsStorage_IsRefused(long size, long stride, long offset)
    {
        StoredTensor six = StoredTensor.FromSingles([6], [1, 2, 3, 4, 5, 6]);

        Assert.Throws<ArgumentException>(() => StoredTensor.View(ElementType.Float32, [size], [stride], offset, six.Storage));
    }

    private static MemoryStream Written(IEnumerable<KeyValuePair<string, StoredTensor>> tensors)
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string> { ["origin"] = "made by a test" });
        stream.Position = 0;
        return stream;
    }

    private static SafetensorsFile Read(string header, byte[] buffer) => Read(Encoding.UTF8.GetBytes(header), buffer);

    private static SafetensorsFile Read(byte[] header, byte[] buffer)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        using var stream = new MemoryStream([.. prefix, .. header, .. buffer]);
        return SafetensorsReader.Read(stream, "sample");
    }
}
