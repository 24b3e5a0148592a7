"""Where settings come from. Which there are is config.py's, and its other bases'."""

from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource


class GivenSettings(BaseSettings):
    """Settings of the environment, and of a file under it."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- there is no such folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only where any setting is given: each looks at every field's type anew."""
        fields = settings_cls.model_fields.keys()
        given = [
            source
            for source in (env_settings, dotenv_settings)
            if isinstance(source, EnvSettingsSource) and not fields.isdisjoint(source.env_vars)
        ]
        return init_settings, *given
