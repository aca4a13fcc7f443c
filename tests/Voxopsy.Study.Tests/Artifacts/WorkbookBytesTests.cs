using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Tests.Artifacts;

public sealed class WorkbookBytesTests
{
    private static readonly string[][] Rows = [["name", "患者 <a&b>", "x"], ["\"q\" ", "1.5", ""], ["", "-3e-7", "NaN"]];

    [Fact]
    public void Of_ReadAgain_HasTheSameCells()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("voxopsy-test-").FullName, "t.xlsx");
        File.WriteAllBytes(path, WorkbookBytes.Of("table", Rows));
        CellTable table = TableReader.Read(path);

        Assert.Equal(Rows[0], table.Columns);
        Assert.Equal(["\"q\"", "1.5", ""], table.Rows[0]);
        Assert.Equal(["", "-3e-7", "NaN"], table.Rows[1]);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Of_SameCells_IsTheSameBytes() => Assert.Equal(WorkbookBytes.Of("table", Rows), WorkbookBytes.Of("table", Rows));
}
