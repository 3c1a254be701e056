"""What only one kind of facility has, each in its own table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.models.facility import Facility


class FactoryType(models.Model):
    """One of the 107 activity types (ลำดับที่) of the ministerial regulation. `code` is 1..107."""

    code = models.PositiveSmallIntegerField(_("Number"), primary_key=True)
    name_th = models.CharField(_("Name"), max_length=200)
    name_en = models.CharField(_("Name in English"), max_length=200)
    high_hazard = models.BooleanField(_("High hazard"), default=False)
    hazard_source = models.CharField(_("Source of the hazard set"), max_length=200, blank=True)
    hazard_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("factory type")
        verbose_name_plural = _("factory types")

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"


class FactoryDetails(models.Model):
    """A factory's size. `factory_class` is จำพวก 1, 2 or 3."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="factory", primary_key=True)
    factory_class = models.PositiveSmallIntegerField(null=True, blank=True)
    activity_th = models.TextField(blank=True)
    isic = models.CharField(max_length=8, blank=True)
    horsepower = models.FloatField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    capital_baht = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"factory class {self.factory_class}"


class FactoryActivity(models.Model):
    """One type of activity carried on in a factory, with its sub-item, such as 9(6)."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="activities")
    factory_type = models.ForeignKey(FactoryType, models.PROTECT, related_name="+")
    sub_item = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "factory_type", "sub_item"], name="activity_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.factory_type_id}({self.sub_item})" if self.sub_item else str(self.factory_type_id)


class MineDetails(models.Model):
    """A concession under the Minerals Act."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="mine", primary_key=True)
    mineral_th = models.CharField(max_length=120, blank=True)
    mineral_en = models.CharField(max_length=120, blank=True)
    holder_th = models.CharField(max_length=300, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.mineral_th


class SmeDetails(models.Model):
    """An SME or community site: what it makes and to which standard (มอก.เอส, มผช.)."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="sme", primary_key=True)
    product_th = models.CharField(max_length=200, blank=True)
    standard = models.CharField(max_length=80, blank=True, help_text=_("Such as มอก.เอส or มผช. with its number"))

    def __str__(self) -> str:
        return self.product_th
