using Voxopsy.Cli.Rendering;

namespace Voxopsy.Cli.Tests.Rendering;

public sealed class TextTableTests
{
    [Fact]
    public void ToString_NumbersRightWordsLeft_AlignsWideCharactersToo()
    {
        TextTable table = new("model", "AUC");
        table.Add("肿瘤", "0.9");
        table.Add("b", "10");

        Assert.Equal("model  AUC\n肿瘤   0.9\nb       10\n", table.ToString());
    }
}
