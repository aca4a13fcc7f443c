using System.Text;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Tests.Tables;

public sealed class DelimitedReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a;b\r\n1;2\r\n", "1|2")]
    [InlineData("a\tb\n1\t2", "1|2")]
    [InlineData("a,b\n\"1,5\",\"say \"\"x\"\"\"\n", "1,5|say \"x\"")]
    [InlineData("a,b\n\"two\nlines\", 2 \n\n", "two\nlines|2")]
    [InlineData("a,b\n,2\n", "|2")]
    public void Read_AnyDelimiterAndQuotes_GivesCells(string text, string cells) => Assert.Equal(cells, string.Join('|', Read(Encoding.UTF8.GetBytes(text)).Rows[0]));

    [Fact]
    public void Read_ByteOrderMark_IsNoPartOfTheFirstName() =>
        Assert.Equal(["患者", "b"], Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("患者,b\n1,2\n")]).Columns);

    [Fact]
    public void Read_Gb18030_IsReadAndSaid()
    {
        Encoding chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        CellTable table = Read(chinese.GetBytes("患者,年龄\n张三,61\n"));

        Assert.Equal("张三", table[0, "患者"]);
        Assert.Equal("'table.csv' is not UTF-8 and was read as GB18030", Assert.Single(table.Notes));
    }

    [Theory]
    [InlineData("a,b\n1,2,3\n", "line 2 has 3 cells")]
    [InlineData("a,a\n1,2\n", "column 'a' occurs more than once in the header")]
    [InlineData("a,b\n\"1,2\n", "a quote opened on line 2 and never closed")]
    [InlineData("", "the file is empty")]
    public void Read_NoTable_SaysWhy(string text, string found) =>
        Assert.Contains("found     " + found, Assert.Throws<StudyException>(() => Read(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    private CellTable Read(byte[] bytes)
    {
        string path = Path.Combine(_folder, "table.csv");
        File.WriteAllBytes(path, bytes);
        return TableReader.Read(path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
