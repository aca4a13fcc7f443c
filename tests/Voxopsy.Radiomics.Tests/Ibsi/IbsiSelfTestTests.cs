using Voxopsy.Radiomics.Ibsi;

namespace Voxopsy.Radiomics.Tests.Ibsi;

public sealed class IbsiSelfTestTests
{
    [Fact]
    public void Run_DigitalPhantom_MeetsEveryReferenceValue()
    {
        Assert.Empty(IbsiSelfTest.Run());
        Assert.Equal(210, IbsiSelfTest.Count);
    }
}
