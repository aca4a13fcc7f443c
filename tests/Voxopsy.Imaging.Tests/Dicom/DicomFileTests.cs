using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Voxopsy.Imaging.Dicom;
using static Voxopsy.Imaging.Tests.Dicom.SampleDicom;

namespace Voxopsy.Imaging.Tests.Dicom;

public sealed class DicomFileTests
{
    [Fact]
    public void Parse_WhatWasWritten_IsTheSame()
    {
        SortedDictionary<uint, DicomElement> set = Slice(3, 4.5);
        set[0x00081140] = Sequence(0x00081140, Slice(1, 1), Slice(2, 2));
        DicomFile file = DicomFile.Parse("sample", SampleDicom.Encode(set));

        Assert.Equal(set.Count, file.Dataset.Elements.Count);
        Assert.Equal([-10, 20, 4.5], file.Dataset.Numbers(DicomTags.ImagePosition));
        Assert.Equal("1.2.3.4.2", file.Dataset.Items(DicomTags.ReferencedImageSequence)[1].Text(DicomTags.SopInstanceUid));
        Assert.Equal(TransferSyntax.ExplicitLittleEndian, file.Syntax);
        Assert.Empty(file.Remarks);
    }

    [Theory]
    [InlineData("GB18030", "王^小东")]
    [InlineData("GBK", "李^四")]
    [InlineData("ISO_IR 192", "Müller^Jürgen=王^小东")]
    public void Text_DeclaredCharacterSet_RoundTrips(string term, string name)
    {
        Encoding encoding = term == "ISO_IR 192" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(54936)!;
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        Put(set, 0x00080005, DicomVr.CS, term);
        Bytes(set, 0x00100010, DicomVr.PN, encoding.GetBytes(name));

        Assert.Equal(name, DicomFile.Parse("sample", SampleDicom.Encode(set)).Dataset.Text(DicomTags.PatientName));
    }

    [Fact]
    public void Text_JapaneseEscapes_FollowTheStandardsExample()
    {
        // PS3.5, annex H.3.1: Yamada^Tarou=山田^太郎=やまだ^たろう
        byte[] name = [.. "Yamada^Tarou=\u001B$B;3ED\u001B(B^\u001B$BB@O:\u001B(B=\u001B$B$d$^$@\u001B(B^\u001B$B$?$m$&\u001B(B".Select(letter => (byte)letter)];
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        Put(set, 0x00080005, DicomVr.CS, "\\ISO 2022 IR 87");
        Bytes(set, 0x00100010, DicomVr.PN, name);

        Assert.Equal("Yamada^Tarou=山田^太郎=やまだ^たろう", DicomFile.Parse("sample", SampleDicom.Encode(set)).Dataset.Text(DicomTags.PatientName));
    }

    [Fact]
    public void Text_UndeclaredCharacterSet_IsKeptByteByByteAndNamed()
    {
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        Bytes(set, 0x00100020, DicomVr.LO, [0xB1, 0xB2]);
        DicomFile file = DicomFile.Parse("sample", SampleDicom.Encode(set));

        Assert.Equal("±²", file.Dataset.Text(DicomTags.PatientId));
        Assert.Contains("does not declare", Assert.Single(ImageFileReader.TextRemarks(file.Dataset)), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_AnyTruncation_IsRefusedOrEndsBetweenElements()
    {
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        set[0x00081140] = Sequence(0x00081140, Slice(1, 1));
        byte[] whole = SampleDicom.Encode(set);
        int refused = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            try
            {
                DicomFile.Parse("cut", whole.AsMemory(0, length));
            }
            catch (DicomException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, whole.Length * 9 / 10, whole.Length);
    }

    [Fact]
    public void Parse_TenThousandNestedSequences_IsRefused()
    {
        List<byte> nested = [.. new byte[128], .. "DICM"u8];
        byte[] open = [0x08, 0x00, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF];
        for (int i = 0; i < 10_000; i++)
        {
            nested.AddRange(open);
        }

        DicomException fault = Assert.Throws<DicomException>(() => DicomFile.Parse("deep", nested.ToArray()));
        Assert.Contains("deep within each other", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(0x7FFFFFFFu)]
    public void Parse_LengthBeyondTheFile_IsRefusedWithoutAllocating(uint length)
    {
        byte[] bytes = [.. new byte[128], .. "DICM"u8, 0x08, 0, 0x60, 0, (byte)'O', (byte)'B', 0, 0, .. BitConverter.GetBytes(length), 1, 2];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DicomException>(() => DicomFile.Parse("long", bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Parse_DeflateBomb_IsRefused()
    {
        using MemoryStream deflated = new();
        using (DeflateStream deflater = new(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++)
            {
                deflater.Write(zeros);
            }
        }

        byte[] meta = SampleDicom.Encode(Slice(0, 0))[..132];
        List<byte> file = [.. meta];
        byte[] syntax = Encoding.ASCII.GetBytes("1.2.840.10008.1.2.1.99");
        file.AddRange([2, 0, 0x10, 0, (byte)'U', (byte)'I', (byte)syntax.Length, 0]);
        file.AddRange(syntax);
        file.AddRange(deflated.ToArray());

        DicomException fault = Assert.Throws<DicomException>(() => DicomFile.Parse("bomb", file.ToArray()));
        Assert.Equal($"its {deflated.Length} deflated bytes grow beyond 67108864; no real series does that.", fault.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not dicom at all, but long enough to hold a first element")]
    [InlineData("\u0008\0\u0010")]
    public void Parse_NotDicom_SaysSo(string content)
    {
        DicomException fault = Assert.Throws<DicomException>(() => DicomFile.Parse("other", Encoding.Latin1.GetBytes(content)));

        Assert.Contains("not a DICOM file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeclaresAnotherSyntax_ReadsItAsItIsAndSaysSo()
    {
        byte[] bytes = SampleDicom.Encode(Slice(0, 0));
        int at = bytes.AsSpan().IndexOf("1.2.840.10008.1.2.1\0"u8);
        "1.2.840.10008.1.2.2\0"u8.CopyTo(bytes.AsSpan(at));
        DicomFile file = DicomFile.Parse("sample", bytes);

        Assert.Equal("CT", file.Dataset.Text(DicomTags.Modality));
        Assert.Contains("declares Explicit VR Big Endian", Assert.Single(file.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ElementTwice_IsRefused()
    {
        byte[] bytes = SampleDicom.Encode(Slice(0, 0));
        byte[] modality = [8, 0, 0x60, 0, (byte)'C', (byte)'S', 2, 0, (byte)'M', (byte)'R'];

        Assert.Throws<DicomException>(() => DicomFile.Parse("twice", (byte[])[.. bytes, .. modality]));
    }

    [Fact]
    public void ReadHeader_HeaderLongerThanTheFirstRead_IsReadWhole()
    {
        using ScratchFolder folder = new();
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        Bytes(set, 0x00091010, DicomVr.OB, new byte[100_000]);
        File.WriteAllBytes(folder.File("big.dcm"), SampleDicom.Encode(set));
        DicomFile file = DicomFile.ReadHeader(folder.File("big.dcm"));

        Assert.Equal(100_000, file.Dataset.Find(DicomTag.Of(0x00091010))!.Value.Length);
        Assert.Equal(2 * Rows * Columns, file.Dataset.Find(DicomTags.Pixels)!.FileLength);
    }

    [Fact]
    public void EdgeCases_EmptyAndOddFiles_NeverCrash()
    {
        BinaryPrimitives.TryReadUInt16LittleEndian([1, 0], out ushort one);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            Array.Fill(bytes, (byte)(one * length));
            Assert.Throws<DicomException>(() => DicomFile.Parse("odd", bytes));
        }
    }
}
